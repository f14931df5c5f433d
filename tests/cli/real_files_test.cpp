#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "tests/cli/program_run.h"
#include "tests/pipeline/result/schema_complaints.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

const fs::path pydicom_data = "/usr/lib/python3/dist-packages/pydicom/data";
const fs::path shared_data = fs::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data";

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

/// Every refusal tells why, with the code that the program ends with.
void expect_refusal(const nlohmann::json& result, int exit_code, const fs::path& input) {
  EXPECT_EQ(result["status"], "refused") << input;
  EXPECT_EQ(result["refusal"]["code"], exit_code) << input;
  EXPECT_GT(result["refusal"]["reason"].get<std::string>().size(), 20U) << input;
}

/// One input ends in a result that says what came of it: analyzed, partly assessable, or refused with a
/// reason, and never in a crash or a bug (100). Returns its status.
std::string outcome_of(const fs::path& input) {
  static const nlohmann::json schema =
      read_json(fs::path(OSTEOSIGN_SOURCE_DIR) / "pipeline/result/result_schema.json");
  const fs::path folder = fresh_folder(fmt::format("real_{}", getpid()));
  const ProgramRun run = run_program("osteosign", fmt::format("analyze {} --output {} --quiet --formats json",
                                                              quoted(input), quoted(folder / "out")));
  const std::set<int> promised{0, 20, 21, 22};
  EXPECT_TRUE(promised.contains(run.exit_code)) << input << " ended with " << run.exit_code << run.errors;
  if (!fs::exists(folder / "out" / "result.json")) {
    ADD_FAILURE() << input << " left no result.json: " << run.errors;
    return "nothing";
  }
  const nlohmann::json result = read_json(folder / "out" / "result.json");
  EXPECT_EQ(schema_complaints(schema, result), "") << input;
  const std::string status = result["status"];
  if (run.exit_code != 0) expect_refusal(result, run.exit_code, input);
  EXPECT_EQ(run.exit_code == 0, status == "analyzed" || status == "partly_assessable") << input;
  fs::remove_all(folder);
  return status;
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// Counts of outcomes go to the test log, so that a change of them is seen.
void analyze_each(const std::vector<fs::path>& inputs) {
  std::map<std::string, int> counts;
  for (const fs::path& input : inputs) ++counts[outcome_of(input)];
  for (const auto& [status, count] : counts) testing::Test::RecordProperty(status, count);
  for (const auto& [status, count] : counts) fmt::print("{}: {}\n", status, count);
}

/// The whole folder is listed: each of its files in a series or refused with a reason.
void inspect_whole(const fs::path& folder) {
  const ProgramRun run = run_program("osteosign", "inspect --json " + quoted(folder));
  const nlohmann::json inspection = nlohmann::json::parse(run.output);
  ASSERT_EQ(run.exit_code, inspection["studies"].empty() ? 21 : 0) << run.errors;
  std::size_t accounted = inspection["refused_files"].size();
  for (const nlohmann::json& file : inspection["refused_files"]) EXPECT_NE(file["reason"], "") << file;
  for (const nlohmann::json& study : inspection["studies"])
    for (const nlohmann::json& series : study["series"]) accounted += series["instances"].get<std::size_t>();
  EXPECT_EQ(accounted, files_below(folder).size());
}

TEST(PydicomFiles, EachEndsInAResultOrARefusalWithAReason) {
  ASSERT_TRUE(fs::exists(pydicom_data))
      << "python3-pydicom is not installed: scripts/install_dependencies.sh";
  analyze_each(files_below(pydicom_data));
}

TEST(PydicomFolder, IsInspectedAsAWhole) {
  ASSERT_TRUE(fs::exists(pydicom_data))
      << "python3-pydicom is not installed: scripts/install_dependencies.sh";
  inspect_whole(pydicom_data);
}

class SharedFolder : public testing::TestWithParam<const char*> {};

TEST_P(SharedFolder, EndsInAResultOrARefusalWithAReason) {
  if (!fs::exists(shared_data)) GTEST_SKIP() << "shared/data is not there";
  const fs::path folder = shared_data / GetParam();
  ASSERT_TRUE(fs::exists(folder));
  analyze_each({folder});
  inspect_whole(folder);
}
const char* const shared_folders[] = {
    "ct/totalseg_lspine",
    "ct/totalseg_lspine/dicom",
    "ct/totalseg_cta",
    "ct/totalseg_cta/dicom",
    "ct/totalseg_dicom/ct_dicom_j2k",
    "ct/sts/STS_013",
    "ct/sts/STS_018",
    "ct/sts/STS_023",
    "ct/sts/STS_027",
    "ct/ct-3slice",
    "ct/ct-3slice_seg",
    "ct/tilt_ge",
    "ct/bmseg",
    "ct/bonelab_L2",
    "ct/masks_only",
    "ct/s0328_bone",
    "ct/tptbox_L3",
    "ct/verse004_masks",
    "radiographs/dicom_cr_dx",
    "radiographs/femur",
    "radiographs/spine_ap_full",
    "radiographs/spine_ap_lumbar",
    "radiographs/spine_lateral_corners",
};
INSTANTIATE_TEST_SUITE_P(Each, SharedFolder, testing::ValuesIn(shared_folders), [](const auto& folder) {
  std::string name = folder.param;
  std::ranges::replace_if(
      name, [](char letter) { return letter == '/' || letter == '-'; }, '_');
  return name;
});

class SharedFilms : public testing::TestWithParam<const char*> {};

TEST_P(SharedFilms, EachEndsInAResultOrARefusalWithAReason) {
  if (!fs::exists(shared_data)) GTEST_SKIP() << "shared/data is not there";
  analyze_each(files_below(shared_data / "radiographs" / GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Each, SharedFilms, testing::Values("dicom_cr_dx", "spine_ap_lumbar", "femur/dicom"),
                         [](const auto& folder) {
                           std::string name = folder.param;
                           std::ranges::replace(name, '/', '_');
                           return name;
                         });

}  // namespace
}  // namespace osteosign::test
