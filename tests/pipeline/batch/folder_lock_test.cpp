#include "pipeline/batch/folder_lock.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/io/files/temporary_folder.h"
#include "tests/pipeline/batch/lock_complaint.h"

namespace osteosign {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

TEST(FolderLock, IsHeldByOneAndGivenBack) {
  const fs::path file = temporary_folder() / "locks" / "batch.lock";
  {
    const FolderLock lock(file);
    EXPECT_TRUE(fs::exists(file));
    EXPECT_THAT(complaint(file), HasSubstr("of this machine is working there"));
  }
  EXPECT_FALSE(fs::exists(file));
  EXPECT_EQ(complaint(file), "taken");
  EXPECT_TRUE(fs::is_empty(file.parent_path())) << "no helper file is left";
}

TEST(FolderLock, OfAProcessThatWasKilledIsTaken) {
  const fs::path file = temporary_folder() / "batch.lock";
  const pid_t child = fork();
  if (child == 0) {
    const FolderLock lock(file);
    kill(getpid(), SIGKILL);
  }
  waitpid(child, nullptr, 0);
  ASSERT_TRUE(fs::exists(file));
  EXPECT_EQ(complaint(file), "taken");
}

TEST(FolderLock, OfAnotherMachineIsTakenOnlyWhenItsTimeStandsStill) {
  const fs::path file = temporary_folder() / "batch.lock";
  write_text(file, "elsewhere 0000-boot 4242 17\n");
  const timespec long_ago[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  utimensat(AT_FDCWD, file.c_str(), long_ago, 0);
  EXPECT_EQ(complaint(file), "taken");
}

TEST(FolderLock, ThatCannotBeReadIsToldInsteadOfTriedForEver) {
  const fs::path file = temporary_folder() / "batch.lock";
  fs::create_symlink("nowhere", file);
  EXPECT_THAT(complaint(file), HasSubstr("this lock cannot be read"));
}

/// Tries to take a lock in a process of its own; the one that has it keeps it until `end` is there.
/// Exit 0: had it, 1: was told that it is held.
pid_t taker(const fs::path& file, const fs::path& end) {
  const pid_t process = fork();
  if (process != 0) return process;
  try {
    const FolderLock lock(file);
    while (!fs::exists(end)) usleep(10'000);
    _exit(0);
  } catch (const OutputError&) {
    _exit(1);
  }
}

/// How many of the children have ended with 1 before `seconds` are over, waiting for `wanted` of them.
int refused_children(int wanted, int seconds) {
  int refused = 0;
  for (int hundredth = 0; hundredth < 100 * seconds && refused < wanted; ++hundredth) {
    int status = 0;
    while (waitpid(-1, &status, WNOHANG) > 0) refused += WIFEXITED(status) && WEXITSTATUS(status) == 1;
    usleep(10'000);
  }
  return refused;
}

TEST(FolderLock, OfManyThatRushForAStaleOneExactlyOneGetsIt) {
  const fs::path folder = temporary_folder(), file = folder / "batch.lock", end = folder / "end";
  const pid_t dead = fork();
  if (dead == 0) {
    const FolderLock lock(file);
    kill(getpid(), SIGKILL);
  }
  waitpid(dead, nullptr, 0);
  for (int each = 0; each < 8; ++each) taker(file, end);
  EXPECT_EQ(refused_children(7, 30), 7) << "all but one are told at once, while that one holds it";
  write_text(end, "");
  int status = 0;
  int holders = 0;
  while (wait(&status) > 0) holders += WIFEXITED(status) && WEXITSTATUS(status) == 0;
  EXPECT_EQ(holders, 1);
}

}  // namespace
}  // namespace osteosign
