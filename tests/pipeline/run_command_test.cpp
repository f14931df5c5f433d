#include "pipeline/run_command.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(SplitCommand, BlanksSeparateAndQuotesKeep) {
  EXPECT_THAT(split_command("prog {input}  -o\t{output}"), ElementsAre("prog", "{input}", "-o", "{output}"));
  EXPECT_THAT(split_command("'a b' \"c \\\"d\\\" \\e\" f\\ g ''"),
              ElementsAre("a b", "c \"d\" \\e", "f g", ""));
  EXPECT_THAT(split_command("a'b'\"c\" $HOME * | x"), ElementsAre("abc", "$HOME", "*", "|", "x"));
}

TEST(SplitCommand, AnOpenQuoteOrNothingIsRefused) {
  EXPECT_THROW(split_command("  "), UsageError);
  try {
    split_command("prog 'a");
    FAIL() << "nothing thrown";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("the command `prog 'a` has a ' that is not closed"));
  }
}

std::string failure(const std::vector<std::string>& words, int seconds) {
  try {
    run_command(words, temporary_folder() / "stderr.txt", std::chrono::seconds(seconds));
  } catch (const InputError& error) {
    EXPECT_EQ(error.kind(), FailureKind::analysis_failed);
    return error.what();
  }
  return "nothing thrown";
}

TEST(RunCommand, AProgramThatEndsWithZeroIsFine) { EXPECT_EQ(failure({"true"}, 10), "nothing thrown"); }

TEST(RunCommand, ExitStatusAndTheEndOfStandardErrorAreTold) {
  EXPECT_THAT(failure({"sh", "-c", "echo no GPU >&2; exit 3"}, 10),
              HasSubstr("sh ended with exit status 3; its standard error ends with: no GPU"));
}

TEST(RunCommand, AProgramThatTakesTooLongIsKilled) {
  EXPECT_THAT(failure({"sleep", "30"}, 1), HasSubstr("sleep was still running after 1 s and was killed"));
}

TEST(RunCommand, ASignalIsTold) {
  EXPECT_THAT(failure({"sh", "-c", "kill -11 $$"}, 10), HasSubstr("was ended by signal 11"));
}

TEST(RunCommand, AProgramThatIsNotThereIsNamed) {
  EXPECT_THAT(failure({"no-such-segmenter"}, 10),
              HasSubstr("no-such-segmenter: cannot be started: No such file"));
}

}  // namespace
}  // namespace osteosign
