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

/// The study as it could have been stored 100 days before, with a smaller lesion.
fs::path earlier_result(const fs::path& folder, double diameter_ratio) {
  ordered_json result = read_json(analyzed_film() / "study" / "result.json");
  result["study"]["date"] = "20250923";  // the sample is of 1 January 2026
  ordered_json& diameter = result["lesions"][0]["measurements"]["longest_diameter"]["value"];
  diameter = diameter.get<double>() * diameter_ratio;
  fs::create_directories(folder);
  std::ofstream(folder / "result.json") << result.dump(2);
  return folder;
}

TEST(Compare, TellsAFastLesionFromASteadyOneAndKeepsItWhenJudgedAgain) {
  const fs::path root = analyzed_film();
  const auto compared = [&](double ratio, const char* name) {
    const ProgramRun run =
        run_program("osteosign", fmt::format("compare {} {} --same-lesion 1=1 --output {}",
                                             earlier_result(root / "earlier", ratio).string(),
                                             (root / "study").string(), (root / name).string()));
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    return read_json(root / name / "result.json");
  };
  const ordered_json fast = compared(0.6, "fast");
  EXPECT_EQ(fast["prior"]["interval_days"], 100);
  EXPECT_EQ(fast["lesions"][0]["growth"]["prior_lesion"], "1");
  EXPECT_EQ(fast["findings"][0]["criterion"], "evolution");
  EXPECT_EQ(fast["findings"][0]["verdict"], "malignant");
  EXPECT_THAT(fast["assessment"]["malignant_signs"].dump(), HasSubstr("evolution"));
  EXPECT_THAT(read_text(root / "fast" / "report.html"),
              AllOf(HasSubstr("Against the prior study"),
                    HasSubstr("Search for lesions in the prior study: " +
                              fast["prior"]["searched"]["unknown"].get<std::string>())));
  EXPECT_EQ(run_program("osteosign", "judge " + (root / "fast").string()).output,
            read_text(root / "fast" / "result.json"));
  EXPECT_EQ(compared(1.0, "steady")["findings"][0]["verdict"], "neutral")
      << "100 days are too few to say slow";
}

TEST(Compare, AnalyzesTheLaterStudyAgainstTheStoredEarlierOne) {
  const fs::path root = analyzed_film();
  const ordered_json box =
      read_json(fs::path(OSTEOSIGN_SOURCE_DIR) / "sample_data/dx_long_bone/truth.json")["lesions"][0]["box"];
  const ProgramRun run =
      run_program("osteosign", fmt::format("analyze {}/sample_data/dx_long_bone --box {},{},{},{} --quiet "
                                           "--formats json --prior {} --same-lesion 1=1 --output {}",
                                           OSTEOSIGN_SOURCE_DIR, box[0].dump(), box[1].dump(), box[2].dump(),
                                           box[3].dump(), earlier_result(root / "before", 0.6).string(),
                                           (root / "analyzed").string()));
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  const ordered_json result = read_json(root / "analyzed" / "result.json");
  EXPECT_EQ(result["findings"][0]["verdict"], "malignant");
  EXPECT_EQ(result["prior"]["date"], "20250923");
}

TEST(Compare, PseudonymsAndAnEarlierStudyExcludeEachOther) {
  const ProgramRun run = run_program("osteosign", "analyze . --output /tmp/x --prior . --pseudonymize key");
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.errors, HasSubstr("--prior and --pseudonymize exclude each other"));
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
