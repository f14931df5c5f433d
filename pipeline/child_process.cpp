#include "pipeline/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds time_to_end{2000};  // between the request to end and the kill
constexpr milliseconds look_every{10};     // where the kernel cannot tell us of an end

/// Everything the new process needs, ready before the fork: after it only system calls are safe.
struct Start {
  std::vector<char*> words;
  const char* output;
  const char* errors;
  std::optional<rlim_t> memory;
  pid_t parent;
};

bool open_as(int number, const char* file, int flags) {
  const int opened = open(file, flags, 0600);
  return opened >= 0 && dup2(opened, number) == number && (opened == number || close(opened) == 0);
}

bool limit(__rlimit_resource resource, rlim_t value) {
  const rlimit both{value, value};
  return setrlimit(resource, &both) == 0;
}

// The new process up to exec; returns only when something failed, with errno set.
void become(const Start& start) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != start.parent) _exit(127);  // the parent ended before the line above
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int ignored : {SIGINT, SIGTERM, SIGPIPE, SIGHUP}) signal(ignored, SIG_DFL);
  limit(RLIMIT_CORE, 0);
  constexpr int append = O_WRONLY | O_CREAT | O_APPEND;
  if (open_as(STDIN_FILENO, "/dev/null", O_RDONLY) && open_as(STDOUT_FILENO, start.output, append) &&
      open_as(STDERR_FILENO, start.errors, append) && (!start.memory || limit(RLIMIT_DATA, *start.memory)))
    execvp(start.words[0], start.words.data());
}

// A pipe that tells the parent why exec failed; it closes by itself when exec succeeds.
struct ErrorPipe {
  int ends[2] = {-1, -1};
  ErrorPipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) throw OutputError(fmt::format("pipe: {}", std::strerror(errno)));
  }
  ErrorPipe(const ErrorPipe&) = delete;
  ErrorPipe& operator=(const ErrorPipe&) = delete;
  ~ErrorPipe() {
    close_writing();
    close(ends[0]);
  }
  void close_writing() {
    if (ends[1] >= 0) close(ends[1]);
    ends[1] = -1;
  }
  int error_of_child() {
    close_writing();
    int error = 0;
    ssize_t got = 0;
    do got = read(ends[0], &error, sizeof error);
    while (got < 0 && errno == EINTR);
    return got == sizeof error ? error : 0;
  }
};

void empty_file(const std::filesystem::path& file) {
  if (file.empty()) return;
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (opened < 0) throw OutputError(fmt::format("{}: {}", file.string(), std::strerror(errno)));
  close(opened);
}

pid_t start_process(const ChildCommand& command) {
  std::vector<std::string> words = command.words;
  Start start{{}, "/dev/null", "/dev/null", command.memory_limit_bytes, getpid()};
  for (std::string& word : words) start.words.push_back(word.data());
  start.words.push_back(nullptr);
  if (!command.output.empty()) start.output = command.output.c_str();
  if (!command.errors.empty()) start.errors = command.errors.c_str();
  empty_file(command.output);
  empty_file(command.errors);
  ErrorPipe pipe;
  const pid_t child = fork();
  if (child == 0) {
    become(start);
    const int error = errno;
    [[maybe_unused]] const ssize_t written = write(pipe.ends[1], &error, sizeof error);
    _exit(127);
  }
  const int error = child < 0 ? errno : pipe.error_of_child();
  if (child > 0 && error != 0) waitpid(child, nullptr, 0);
  if (error != 0)
    throw InputError(fmt::format("{}: cannot be started: {}", command.words[0], std::strerror(error)),
                     FailureKind::analysis_failed);
  setpgid(child, child);
  return child;
}

}  // namespace

std::string ChildResult::text() const {
  if (end == End::exited) return fmt::format("ended with exit status {}", code);
  if (end == End::signalled) return fmt::format("was ended by signal {}", code);
  return fmt::format("was still running after {:.3g} s and was killed",
                     std::chrono::duration<double>(limit).count());
}

ChildProcess::ChildProcess(const ChildCommand& command) : start_(Clock::now()), limit_(command.time_limit) {
  if (command.words.empty()) throw InternalError("a child process without a program");
  id_ = start_process(command);
  handle_ = static_cast<int>(syscall(SYS_pidfd_open, id_, 0));
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      handle_(std::exchange(other.handle_, -1)),
      start_(other.start_),
      limit_(other.limit_),
      kill_at_(other.kill_at_),
      out_of_time_(other.out_of_time_),
      result_(other.result_) {}

ChildProcess::~ChildProcess() {
  if (id_ > 0 && !result_) {
    kill();
    wait();
  }
  if (handle_ >= 0) close(handle_);
}

void ChildProcess::signal_group(int signal) const {
  // The group may not be there yet or no more; the process itself is, until it is reaped.
  if (::kill(-id_, signal) != 0) ::kill(id_, signal);
}

void ChildProcess::stop() {
  if (result_ || kill_at_) return;
  signal_group(SIGTERM);
  kill_at_ = Clock::now() + time_to_end;
}

void ChildProcess::kill() {
  if (!result_) signal_group(SIGKILL);
}

std::optional<ChildResult> ChildProcess::poll() {
  if (result_) return result_;
  siginfo_t ended{};
  if (waitid(P_PID, static_cast<id_t>(id_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == id_)
    return reap();
  const auto now = Clock::now();
  if (limit_ && !kill_at_ && now >= start_ + *limit_) {
    out_of_time_ = true;
    stop();
  }
  if (kill_at_ && now >= *kill_at_) kill();
  return std::nullopt;
}

ChildResult ChildProcess::reap() {
  ::kill(-id_, SIGKILL);  // what it left behind; its number is not free before the wait below
  int status = 0;
  rusage usage{};
  while (wait4(id_, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  ChildResult result;
  result.end = WIFSIGNALED(status) ? ChildResult::End::signalled : ChildResult::End::exited;
  result.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  if (out_of_time_) result.end = ChildResult::End::out_of_time;
  result.took = std::chrono::duration_cast<milliseconds>(Clock::now() - start_);
  result.limit = limit_.value_or(milliseconds(0));
  result.peak_memory_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  result_ = result;
  return result;
}

ChildResult ChildProcess::wait() {
  ChildProcess* const self[] = {this};
  for (;;) {
    if (const auto result = poll()) return *result;
    wait_for_any(self, milliseconds(60'000));
  }
}

std::optional<ChildProcess::Clock::time_point> ChildProcess::next_step() const {
  if (kill_at_) return std::max(*kill_at_, Clock::now() + look_every);
  if (limit_) return start_ + *limit_;
  return std::nullopt;
}

void wait_for_any(std::span<ChildProcess* const> children, milliseconds longest) {
  std::vector<pollfd> handles;
  const auto now = ChildProcess::Clock::now();
  for (const ChildProcess* child : children) {
    if (child->result_) return;
    if (child->handle_ < 0) longest = std::min(longest, look_every);
    handles.push_back({child->handle_, POLLIN, 0});
    if (const auto step = child->next_step())
      longest = std::min(longest, std::max(milliseconds(0), std::chrono::ceil<milliseconds>(*step - now)));
  }
  ::poll(handles.data(), handles.size(), static_cast<int>(longest.count()));
}

}  // namespace osteosign
