#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/program_run.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using testing::AllOf;
using testing::HasSubstr;

/// A film that was analyzed once for all: judging needs no image.
const fs::path& analyzed_film() {
  static const fs::path folder = [] {
    fs::path root = fresh_folder("judged_film");
    const fs::path sample = fs::path(OSTEOSIGN_SOURCE_DIR) / "sample_data" / "dx_long_bone";
    const ordered_json box = read_json(sample / "truth.json")["lesions"][0]["box"];
    const ProgramRun run = run_program(
        "osteosign",
        fmt::format("analyze {} --output {} --quiet --formats json --box {},{},{},{}", sample.string(),
                    (root / "study").string(), box[0].dump(), box[1].dump(), box[2].dump(), box[3].dump()));
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    return root;
  }();
  return folder;
}

TEST(Judge, AStoredStudyWithoutAnythingNewStaysAsItIs) {
  const fs::path study = analyzed_film() / "study";
  const ProgramRun run = run_program("osteosign", "judge " + study.string());
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_EQ(run.output, read_text(study / "result.json"));
}

TEST(Judge, WritesTheReportInFrenchWithTheNewContext) {
  const fs::path root = analyzed_film();
  std::ofstream(root / "context.json") << R"({"age_years": 62, "sex": "M", "known_primary": "prostate"})";
  const ProgramRun run =
      run_program("osteosign", fmt::format("judge {} --context {} --language fr --output {}",
                                           (root / "study" / "result.json").string(),
                                           (root / "context.json").string(), (root / "again").string()));
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  const ordered_json result = read_json(root / "again" / "result.json");
  EXPECT_EQ(result["clinical_context"]["given"]["known_primary"], "prostate");
  EXPECT_THAT(read_text(root / "again" / "report.html"), HasSubstr("<html lang=\"fr\">"));
}

TEST(Judge, RefusesWhatIsNoResult) {
  const fs::path root = analyzed_film();
  std::ofstream(root / "letter.json") << R"({"dear": "colleague"})";
  const ProgramRun run = run_program("osteosign", "judge " + (root / "letter.json").string());
  EXPECT_EQ(run.exit_code, 20);
  EXPECT_THAT(run.errors, HasSubstr("letter.json: is no result.json of osteosign"));
}

TEST(Criteria, ArePrintedWithTheTablesOfTheSeed) {
  const ProgramRun run = run_program("osteosign", "criteria");
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.output,
              AllOf(HasSubstr("pedicle_absent: Pedicle"), HasSubstr("osteoid_osteoma: osteoid osteoma"),
                    HasSubstr("No appearance is specific"), HasSubstr("primary_biopsy:")));
}

}  // namespace
}  // namespace osteosign::test
