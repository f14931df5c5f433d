#include "pipeline/child_process.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using namespace std::chrono_literals;
using End = ChildResult::End;

ChildCommand shell(const std::string& script) { return {.words = {"sh", "-c", script}}; }

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool is_running(pid_t process) {
  // A zombie that nobody waits for is no longer running.
  const std::string status = text_of("/proc/" + std::to_string(process) + "/stat");
  return !status.empty() && status.find(") Z ") == std::string::npos;
}

/// A signal is delivered some time after it was sent.
bool ends_soon(pid_t process) {
  for (int turn = 0; turn < 500 && is_running(process); ++turn) std::this_thread::sleep_for(10ms);
  return !is_running(process);
}

TEST(ChildProcess, ExitStatusAndSignalAreTold) {
  const ChildResult three = ChildProcess(shell("exit 3")).wait();
  EXPECT_EQ(three.end, End::exited);
  EXPECT_EQ(three.code, 3);
  EXPECT_EQ(three.text(), "ended with exit status 3");
  const ChildResult killed = ChildProcess(shell("kill -11 $$")).wait();
  EXPECT_EQ(killed.end, End::signalled);
  EXPECT_EQ(killed.code, 11);
  EXPECT_TRUE(ChildProcess(shell("true")).wait().succeeded());
}

TEST(ChildProcess, OutputAndErrorsGoToTheirFilesOrToOne) {
  const auto folder = temporary_folder();
  ChildCommand command = shell("echo out; echo err >&2");
  command.output = folder / "out.txt";
  command.errors = folder / "err.txt";
  ChildProcess(command).wait();
  EXPECT_EQ(text_of(folder / "out.txt"), "out\n");
  EXPECT_EQ(text_of(folder / "err.txt"), "err\n");
  command.errors = command.output;
  ChildProcess(command).wait();
  EXPECT_EQ(text_of(folder / "out.txt"), "out\nerr\n");
}

TEST(ChildProcess, TheTimeLimitEndsAProgramAndItsChildren) {
  const auto file = temporary_folder() / "child.txt";
  ChildCommand command = shell("sleep 60 & echo $!; wait");
  command.output = file;
  command.time_limit = 200ms;
  const ChildResult result = ChildProcess(command).wait();
  EXPECT_EQ(result.end, End::out_of_time);
  EXPECT_GE(result.took, 200ms);
  EXPECT_LT(result.took, 2s);
  EXPECT_TRUE(ends_soon(std::stoi(text_of(file))));
}

TEST(ChildProcess, AProgramThatDoesNotEndWhenAskedIsKilled) {
  ChildCommand command = shell("trap '' TERM; while :; do sleep 0.05; done");
  command.time_limit = 100ms;
  const ChildResult result = ChildProcess(command).wait();
  EXPECT_EQ(result.end, End::out_of_time);
  EXPECT_EQ(result.code, SIGKILL);
  EXPECT_GE(result.took, 2s);
  EXPECT_LT(result.took, 4s);
}

TEST(ChildProcess, AnAllocationBeyondTheMemoryLimitFailsInTheChild) {
  ChildCommand command = shell("x=$(head -c 20000000 /dev/zero | tr '\\0' a); echo ${#x}");
  command.output = temporary_folder() / "out.txt";
  EXPECT_TRUE(ChildProcess(command).wait().succeeded());
  EXPECT_EQ(text_of(command.output), "20000000\n");
  command.memory_limit_bytes = 10'000'000;
  EXPECT_FALSE(ChildProcess(command).wait().succeeded());
  EXPECT_EQ(text_of(command.output), "");
}

TEST(ChildProcess, ItDiesWithTheProcessThatStartedIt) {
  const auto file = temporary_folder() / "child.txt";
  const pid_t between = fork();
  if (between == 0) {
    ChildProcess child({.words = {"sleep", "60"}});
    std::ofstream(file) << child.id() << std::endl;
    kill(getpid(), SIGKILL);
  }
  waitpid(between, nullptr, 0);
  EXPECT_TRUE(ends_soon(std::stoi(text_of(file))));
}

TEST(ChildProcess, TheFirstOfSeveralToEndIsNoticedAtOnceAndTheOthersCanBeStopped) {
  ChildProcess slow({.words = {"sleep", "60"}});
  ChildProcess quick(shell("sleep 0.1"));
  ChildProcess* const both[] = {&slow, &quick};
  const auto start = std::chrono::steady_clock::now();
  while (!quick.poll()) wait_for_any(both, 30s);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
  EXPECT_FALSE(slow.poll());
  slow.stop();
  const ChildResult stopped = slow.wait();
  EXPECT_EQ(stopped.end, End::signalled);
  EXPECT_EQ(stopped.code, SIGTERM);
}

TEST(ChildProcess, AProgramThatIsNotThereIsNamed) {
  try {
    ChildProcess({.words = {"no-such-program"}});
    FAIL() << "nothing thrown";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "no-such-program: cannot be started: No such file or directory");
  }
}

}  // namespace
}  // namespace osteosign
