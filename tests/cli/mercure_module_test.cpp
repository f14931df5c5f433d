#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "tests/cli/program_run.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

/// Runs the module as mercure does: folders by environment.
int run_module(const fs::path& input, const fs::path& output) {
  const std::string command = fmt::format(
      "OSTEOSIGN='{}/osteosign' MERCURE_IN_DIR='{}' MERCURE_OUT_DIR='{}' '{}/scripts/pacs/mercure_module' "
      "> /dev/null 2>&1",
      OSTEOSIGN_BINARY_DIR, input.string(), output.string(), OSTEOSIGN_SOURCE_DIR);
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(MercureModule, LeavesResultAndReportInTheOutFolder) {
  const fs::path folder = fresh_folder("mercure");
  fs::create_directories(folder / "out");
  EXPECT_EQ(run_module(fs::path(OSTEOSIGN_SOURCE_DIR) / "sample_data/dx_long_bone/dicom", folder / "out"), 0);
  EXPECT_EQ(read_json(folder / "out" / "result.json")["software"]["name"], "osteosign");
  EXPECT_TRUE(fs::exists(folder / "out" / "report.html"));
}

TEST(MercureModule, ARefusedStudyIsAnErrorWithItsReasonInTheOutFolder) {
  const fs::path folder = fresh_folder("mercure_refused");
  fs::create_directories(folder / "in");
  fs::create_directories(folder / "out");
  std::ofstream(folder / "in" / "task.json") << "{}";
  EXPECT_EQ(run_module(folder / "in", folder / "out"), 21);
  EXPECT_EQ(read_json(folder / "out" / "result.json")["status"], "refused");
}

}  // namespace
}  // namespace osteosign::test
