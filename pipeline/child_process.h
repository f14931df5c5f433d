#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace osteosign {

/// A program to run: an argument vector, no shell. The first word is found by PATH. Standard input is empty.
struct ChildCommand {
  std::vector<std::string> words;
  std::filesystem::path output = {};  ///< file for its standard output; empty: dropped
  std::filesystem::path errors = {};  ///< file for its standard error, may be the same file; empty: dropped
  std::optional<std::chrono::milliseconds> time_limit = {};  ///< wall clock
  /// Most bytes of writable memory of each of its processes (RLIMIT_DATA: heap and private mappings). Not
  /// RLIMIT_AS, which also counts address space that is only reserved, as allocators and TBB do for every
  /// thread. An allocation beyond it fails in the child, which can then say so.
  std::optional<std::uint64_t> memory_limit_bytes = {};
};

/// How a program came to its end.
struct ChildResult {
  enum class End { exited, signalled, out_of_time };
  End end = End::exited;
  int code = 0;                         ///< exit status, or the signal that ended it
  std::chrono::milliseconds took{0};    ///< wall clock
  std::chrono::milliseconds limit{0};   ///< that it ran out of; 0 when it had none
  std::uint64_t peak_memory_bytes = 0;  ///< largest resident size of it or of a child it waited for

  bool succeeded() const { return end == End::exited && code == 0; }
  /// "ended with exit status 3", "was ended by signal 11", "was still running after 5 s and was killed".
  std::string text() const;
};

/// A running program in its own process group, so that Ctrl-C on the terminal does not reach it and that it
/// can be ended with all its children. It is killed when the thread that started it ends, however that
/// happens: start it from a thread that lives as long as the program shall.
class ChildProcess {
 public:
  /// Throws InputError (analysis failed) naming the program when it cannot be started.
  explicit ChildProcess(const ChildCommand& command);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  /// Kills the group when it still runs.
  ~ChildProcess();

  /// The result once it has ended, without waiting. Past the time limit the group is asked to end (SIGTERM)
  /// and two seconds later killed. What the program left running in its group is killed with it.
  std::optional<ChildResult> poll();
  /// Waits for the end.
  ChildResult wait();
  /// Asks the group to end; `poll` kills it when that takes longer than two seconds.
  void stop();
  /// Kills the group at once.
  void kill();
  pid_t id() const { return id_; }

 private:
  friend void wait_for_any(std::span<ChildProcess* const>, std::chrono::milliseconds);
  using Clock = std::chrono::steady_clock;

  std::optional<Clock::time_point> next_step() const;
  void signal_group(int signal) const;
  ChildResult reap();

  pid_t id_ = -1;
  int handle_ = -1;  ///< pidfd, readable when the program has ended; -1 where the kernel has none
  Clock::time_point start_;
  std::optional<std::chrono::milliseconds> limit_;
  std::optional<Clock::time_point> kill_at_;
  bool out_of_time_ = false;
  std::optional<ChildResult> result_;
};

/// Waits until one of the programs may have ended or must be looked at because of its limit, `longest` is
/// over, or a signal handler ran. Then `poll` them.
void wait_for_any(std::span<ChildProcess* const> children, std::chrono::milliseconds longest);

}  // namespace osteosign
