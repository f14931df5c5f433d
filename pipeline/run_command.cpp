#include "pipeline/run_command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <thread>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::size_t tail_bytes = 2000;  // enough for the last lines of a Python traceback

std::string tail_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  if (text.empty()) return "its standard error is empty";
  return "its standard error ends with: " +
         text.substr(text.size() > tail_bytes ? text.size() - tail_bytes : 0);
}

/// What posix_spawn needs besides the words: its own process group, output dropped, errors to a file.
class SpawnSettings {
 public:
  explicit SpawnSettings(const std::filesystem::path& error_log) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, error_log.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes_, 0);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  pid_t start(std::vector<std::string> words) const {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    if (const int error =
            posix_spawnp(&child, arguments[0], &actions_, &attributes_, arguments.data(), environ);
        error != 0)
      throw InputError(fmt::format("{}: cannot be started: {}", words[0], std::strerror(error)),
                       FailureKind::analysis_failed);
    return child;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// The wait status, or nothing when the time is up.
std::optional<int> wait_for(pid_t child, std::chrono::seconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  auto pause = std::chrono::milliseconds(2);
  for (;;) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) return status;
    if (std::chrono::steady_clock::now() >= end) return std::nullopt;
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, std::chrono::milliseconds(200));
  }
}

}  // namespace

std::vector<std::string> split_command(const std::string& command) {
  std::vector<std::string> words;
  std::optional<std::string> word;
  char quote = '\0';
  for (std::size_t at = 0; at < command.size(); ++at) {
    const char letter = command[at];
    const bool escapes = letter == '\\' && quote != '\'' && at + 1 < command.size() &&
                         (quote == '\0' || command[at + 1] == '"' || command[at + 1] == '\\');
    if (escapes) {
      word = word.value_or("") + command[++at];
    } else if (quote != '\0' && letter == quote) {
      quote = '\0';
    } else if (quote == '\0' && (letter == '\'' || letter == '"')) {
      quote = letter;
      word = word.value_or("");
    } else if (quote == '\0' && (letter == ' ' || letter == '\t' || letter == '\n')) {
      if (word) words.push_back(*word);
      word.reset();
    } else {
      word = word.value_or("") + letter;
    }
  }
  if (quote != '\0')
    throw UsageError(fmt::format("the command `{}` has a {} that is not closed", command, quote));
  if (word) words.push_back(*word);
  if (words.empty()) throw UsageError("the command is empty");
  return words;
}

void run_command(const std::vector<std::string>& words, const std::filesystem::path& error_log,
                 std::chrono::seconds limit) {
  const pid_t child = SpawnSettings(error_log).start(words);
  const auto status = wait_for(child, limit);
  const auto fail = [&](const std::string& how) {
    throw InputError(fmt::format("{} {}; {}", words[0], how, tail_of(error_log)),
                     FailureKind::analysis_failed);
  };
  if (!status) {
    kill(-child, SIGKILL);
    waitpid(child, nullptr, 0);
    fail(fmt::format("was still running after {} s and was killed", limit.count()));
  }
  if (WIFSIGNALED(*status)) fail(fmt::format("was ended by signal {}", WTERMSIG(*status)));
  if (WEXITSTATUS(*status) != 0) fail(fmt::format("ended with exit status {}", WEXITSTATUS(*status)));
}

}  // namespace osteosign
