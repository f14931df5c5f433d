#include "pipeline/batch/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace osteosign {
namespace {

std::string time_text(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 90 * 60) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

std::string counts_text(const std::map<std::string, std::size_t>& counts) {
  std::string text;
  for (const auto& [status, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, status);
  return text.empty() ? "nothing yet" : text;
}

BatchProgress::BatchProgress(std::size_t studies)
    : studies_(studies), on_terminal_(isatty(STDERR_FILENO) == 1) {}

BatchProgress::~BatchProgress() {
  if (on_terminal_ && done_ > 0) std::fputc('\n', stderr);
}

void BatchProgress::running(std::size_t now) {
  if (now == running_) return;
  running_ = now;
  draw();
}

void BatchProgress::found(const StudyOutcome& outcome) {
  ++counts_[outcome.status];
  ++done_;
  draw();
}

void BatchProgress::finished(const BatchStudy& study, const StudyOutcome& outcome) {
  ++counts_[outcome.status];
  ++done_;
  ++ran_;
  if (on_terminal_) return draw();
  fmt::print(stderr, "{}/{} {}: {} in {:.1f} s{}{}\n", done_, studies_, study.folder, outcome.status,
             outcome.seconds, outcome.problem.empty() ? "" : ": ", outcome.problem);
}

void BatchProgress::draw() const {
  if (!on_terminal_) return;
  constexpr std::size_t width = 24;
  const std::size_t filled = studies_ == 0 ? width : width * done_ / studies_;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const std::string left =
      ran_ < 3
          ? std::string()
          : ", " + time_text(seconds / static_cast<double>(ran_) * static_cast<double>(studies_ - done_)) +
                " left";
  fmt::print(stderr, "\r\033[K[{}{}] {}/{}: {}; {} running{}", std::string(filled, '#'),
             std::string(width - filled, '.'), done_, studies_, counts_text(counts_), running_, left);
  std::fflush(stderr);
}

}  // namespace osteosign
