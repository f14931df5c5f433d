// The owner on another machine is watched for as long as its heart may rest: too long for the fast tests.
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

TEST(FolderLock, OfAnotherMachineThatStillBeatsIsLeftAlone) {
  const fs::path file = temporary_folder() / "batch.lock";
  write_text(file, "elsewhere 0000-boot 4242 17\n");
  const pid_t other = fork();
  if (other == 0)
    for (;;) {
      utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
      usleep(300'000);
    }
  const timespec before[2] = {{time(nullptr) - 2, 0}, {time(nullptr) - 2, 0}};
  utimensat(AT_FDCWD, file.c_str(), before, 0);
  EXPECT_THAT(complaint(file), HasSubstr("process 4242 of elsewhere is working there"));
  kill(other, SIGKILL);
  waitpid(other, nullptr, 0);
}

}  // namespace
}  // namespace osteosign
