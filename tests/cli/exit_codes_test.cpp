#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/program_run.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(ExitCodes, AWrongOptionIsAUsageError) {
  const ProgramRun run = run_program("osteosign", "analyze study --output out --no-such-option");
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.errors, HasSubstr("--no-such-option"));
}

TEST(ExitCodes, AnUnreadableSeedNamesTheText) {
  const fs::path folder = fresh_folder("seed_text");
  const ProgramRun run = run_program("osteosign", "analyze " + folder.string() + " --output " +
                                                      (folder / "out").string() + " --seed 1,two,3");
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.errors, HasSubstr("'two' is not a number"));
}

TEST(ExitCodes, ABoxOfFiveNumbersNamesTheText) {
  const fs::path folder = fresh_folder("box_text");
  const ProgramRun run = run_program("osteosign", "analyze " + folder.string() + " --output " +
                                                      (folder / "out").string() + " --box 1,2,3,4,5");
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.errors, HasSubstr("--box 1,2,3,4,5: 5 numbers given"));
}

TEST(ExitCodes, AMissingInputCannotBeRead) {
  const fs::path folder = fresh_folder("missing");
  const ProgramRun run =
      run_program("osteosign", "analyze /no/such/study --output " + (folder / "out").string());
  EXPECT_EQ(run.exit_code, 20);
  EXPECT_THAT(run.errors, HasSubstr("/no/such/study"));
}

TEST(ExitCodes, AFolderWithoutImagesSaysSoAndTheResultTellsWhy) {
  const fs::path folder = fresh_folder("no_images");
  fs::create_directories(folder / "in");
  std::ofstream(folder / "in" / "letter.txt") << "Dear colleague";
  const ProgramRun run = run_program(
      "osteosign", "analyze " + (folder / "in").string() + " --output " + (folder / "out").string());
  EXPECT_EQ(run.exit_code, 21);
  const nlohmann::ordered_json result = read_json(folder / "out" / "result.json");
  EXPECT_EQ(result["status"], "refused");
  EXPECT_EQ(result["refusal"]["code"], 21);
  EXPECT_THAT(result["refusal"]["reason"].get<std::string>(), HasSubstr("no image that osteosign reads"));
}

TEST(ExitCodes, AnOutputFolderOfSomebodyElseIsNotTouched) {
  const fs::path folder = fresh_folder("foreign_output");
  fs::create_directories(folder / "in");
  fs::create_directories(folder / "out");
  std::ofstream(folder / "out" / "thesis.txt") << "precious";
  const ProgramRun run = run_program(
      "osteosign", "analyze " + (folder / "in").string() + " --output " + (folder / "out").string());
  EXPECT_EQ(run.exit_code, 40);
  EXPECT_EQ(read_text(folder / "out" / "thesis.txt"), "precious");
}

TEST(ExitCodes, AnUnknownParameterIsNamedWithItsPath) {
  const fs::path folder = fresh_folder("parameters");
  std::ofstream(folder / "site.json") << R"({"criteria": {"margin_sharp_limit": 3}})";
  const ProgramRun run =
      run_program("osteosign", "analyze " + folder.string() + " --output " + (folder / "out").string() +
                                   " --parameters " + (folder / "site.json").string());
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.errors, HasSubstr("criteria.margin_sharp_limit"));
}

TEST(ExitCodes, TheParameterTemplateReadsBack) {
  const fs::path folder = fresh_folder("template");
  const ProgramRun printed = run_program("osteosign", "parameters");
  EXPECT_EQ(printed.exit_code, 0);
  std::ofstream(folder / "template.json") << printed.output;
  const ProgramRun criteria =
      run_program("osteosign", "criteria --parameters " + (folder / "template.json").string());
  EXPECT_EQ(criteria.exit_code, 0);
  EXPECT_THAT(criteria.output, HasSubstr("margin"));
}

}  // namespace
}  // namespace osteosign::test
