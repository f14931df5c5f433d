#include "pipeline/run_command.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "io/values/errors.h"
#include "pipeline/child_process.h"

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
  const ChildResult result = ChildProcess({.words = words, .errors = error_log, .time_limit = limit}).wait();
  if (!result.succeeded())
    throw InputError(fmt::format("{} {}; {}", words[0], result.text(), tail_of(error_log)),
                     FailureKind::analysis_failed);
}

}  // namespace osteosign
