#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>

#include <fstream>
#include <thread>

#include "tests/cli/program_run.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// Two films and a file that is none.
class BatchOfFilms : public testing::Test {
 protected:
  BatchOfFilms() {
    for (const int seed : {1, 2})
      run_program(
          "osteosign-phantom",
          fmt::format(
              "long-bone-dx --film-columns 120 --film-rows 160 --imager-pixel-mm 0.8 --seed {} --output {}",
              seed, (input_ / std::to_string(seed)).string()));
    for (const int seed : {1, 2}) fs::remove(input_ / std::to_string(seed) / "truth.json");
    std::ofstream(input_ / "letter.txt") << "Dear colleague";
  }
  ~BatchOfFilms() override { fs::remove_all(root_); }

  ProgramRun batch(const std::string& options, const std::string& output = "out") {
    return run_program("osteosign", fmt::format("batch {} --output {} --formats json {}", input_.string(),
                                                (root_ / output).string(), options));
  }
  std::string table(const std::string& name, const std::string& output = "out") {
    return read_text(root_ / output / "tables" / (name + ".csv"));
  }
  std::vector<fs::path> results(const std::string& output = "out") {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(root_ / output / "studies"))
      folders.push_back(entry.path());
    std::ranges::sort(folders);
    return folders;
  }

  const fs::path root_ = fresh_folder("batch");
  const fs::path input_ = root_ / "in";
};

TEST_F(BatchOfFilms, RunsEachOnceAndAgainOnlyWhatChanged) {
  const ProgramRun first = batch("--jobs 2");
  EXPECT_EQ(first.exit_code, 0) << first.errors;
  ASSERT_EQ(results().size(), 2U);
  EXPECT_THAT(table("refused_files"), HasSubstr("letter.txt,not a DICOM file"));
  EXPECT_THAT(first.errors, HasSubstr("2/2 film_s"));
  const std::string before = table("studies");
  const ProgramRun second = batch("");
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_THAT(second.errors, Not(HasSubstr("2/2 film_s"))) << "nothing changed";
  EXPECT_EQ(table("studies"), before);
  std::ofstream(input_ / "1" / "dicom" / "0001.dcm", std::ios::app | std::ios::binary).write("\0\0", 2);
  EXPECT_THAT(batch("").errors, HasSubstr("film_s")) << "one file changed";
  EXPECT_THAT(batch("--gaps report").errors, HasSubstr("2/2 film_s")) << "an option changed";
}

TEST_F(BatchOfFilms, AStudyThatCannotBeUsedIsARowAndTheExitCodeSaysSo) {
  fs::create_directories(input_ / "3");
  fs::copy_file(input_ / "1" / "dicom" / "0001.dcm", input_ / "3" / "a.dcm");
  fs::resize_file(input_ / "3" / "a.dcm", fs::file_size(input_ / "3" / "a.dcm") - 900);
  fs::remove_all(input_ / "1");
  const ProgramRun run = batch("");
  EXPECT_EQ(run.exit_code, 81) << run.errors;
  EXPECT_THAT(table("studies"), HasSubstr(",refused,"));
}

TEST_F(BatchOfFilms, AStudyOutOfTimeIsAFailureThatIsTriedAgain) {
  const ProgramRun slow = batch("--time-limit 0.001");
  EXPECT_EQ(slow.exit_code, 81) << slow.errors;
  EXPECT_THAT(table("studies"), HasSubstr("failed,took longer than the limit of 0.001 s and was ended"));
  EXPECT_EQ(batch("").exit_code, 0);
  EXPECT_THAT(table("studies"), Not(HasSubstr("failed")));
}

TEST_F(BatchOfFilms, AStudyOutOfMemoryIsAFailureThatSaysSo) {
  const ProgramRun run = batch("--memory-limit 0.012");
  EXPECT_EQ(run.exit_code, 81) << run.errors;
  EXPECT_THAT(table("studies"), HasSubstr("failed,")) << run.errors;
}

TEST_F(BatchOfFilms, ShardsTogetherMakeTheTablesOfOneRun) {
  EXPECT_EQ(batch("").exit_code, 0);
  EXPECT_EQ(batch("--index-only", "shards").exit_code, 0);
  EXPECT_EQ(batch("--from-index", "shards").exit_code, 1) << "the index says what is read, not INPUT";
  for (const char* shard : {"1/2", "2/2"})
    EXPECT_EQ(run_program("osteosign", fmt::format("batch --output {} --formats json --from-index --shard {}",
                                                   (root_ / "shards").string(), shard))
                  .exit_code,
              0);
  EXPECT_FALSE(fs::exists(root_ / "shards" / "state.sqlite"))
      << "no database where several machines may write";
  const ProgramRun run = run_program("osteosign", "collect " + (root_ / "shards").string());
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  for (const char* name : {"studies", "measurements", "refused_files"})
    EXPECT_EQ(table(name), table(name, "shards"));
  EXPECT_TRUE(read_text(root_ / "out" / "tables.sqlite") == read_text(root_ / "shards" / "tables.sqlite"));
}

TEST_F(BatchOfFilms, AListGivesEachStudyItsOwnOptions) {
  std::ofstream(root_ / "list.csv") << "input,box\nin/1,\"40,60,80,110\"\nin/2,\n";
  const ProgramRun run =
      run_program("osteosign", fmt::format("batch --list {} --output {} --formats json",
                                           (root_ / "list.csv").string(), (root_ / "out").string()));
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  const std::string lesions = table("lesions");
  // The other film has no box: what the search finds on it is a candidate.
  EXPECT_THAT(lesions, HasSubstr(",box,"));
  EXPECT_EQ(lesions.find(",box,"), lesions.rfind(",box,")) << lesions;
  const auto rows = std::ranges::count(lesions, '\n') - 1;
  std::ptrdiff_t candidates = 0;
  for (std::size_t at = 0; (at = lesions.find(",candidate,", at)) != std::string::npos; ++at) ++candidates;
  EXPECT_EQ(rows, 1 + candidates) << lesions;
}

TEST_F(BatchOfFilms, WrongWordsEndTheRunBeforeItStarts) {
  EXPECT_EQ(batch("--formats json,movie").exit_code, 1);
  EXPECT_EQ(batch("--shard 3/2").exit_code, 1);
  EXPECT_EQ(batch("--list x.csv").exit_code, 1);
  EXPECT_FALSE(fs::exists(root_ / "out" / "studies"));
}

TEST(BatchOfNothing, SaysThatThereAreNoImages) {
  const fs::path root = fresh_folder("batch_nothing");
  fs::create_directories(root / "in");
  const ProgramRun run = run_program(
      "osteosign", fmt::format("batch {} --output {}", (root / "in").string(), (root / "out").string()));
  EXPECT_EQ(run.exit_code, 21) << run.errors;
  fs::remove_all(root);
}

}  // namespace
}  // namespace osteosign::test
