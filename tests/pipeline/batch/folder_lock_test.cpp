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

TEST(FolderLock, OfManyThatRushForAStaleOneExactlyOneGetsIt) {
  const fs::path folder = temporary_folder(), file = folder / "batch.lock";
  const pid_t dead = fork();
  if (dead == 0) {
    const FolderLock lock(file);
    kill(getpid(), SIGKILL);
  }
  waitpid(dead, nullptr, 0);
  for (int each = 0; each < 8; ++each)
    if (fork() == 0) {
      try {
        const FolderLock lock(file);
        write_text(folder / ("winner" + std::to_string(each)), "");
        usleep(500'000);
        _exit(0);
      } catch (const OutputError&) {
        _exit(1);
      }
    }
  int winners = 0;
  for (int each = 0; each < 8; ++each) {
    int status = 0;
    wait(&status);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) ++winners;
  }
  EXPECT_EQ(winners, 1);
}

}  // namespace
}  // namespace osteosign
