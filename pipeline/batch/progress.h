#pragma once
#include <chrono>
#include <map>
#include <string>

#include "pipeline/batch/study_run.h"

namespace osteosign {

/// Tells on standard error how far a batch is: a bar that is drawn anew where that is a terminal, a line for
/// each study elsewhere.
class BatchProgress {
 public:
  explicit BatchProgress(std::size_t studies);
  /// The bar ends with a line of its own.
  ~BatchProgress();
  BatchProgress(const BatchProgress&) = delete;
  BatchProgress& operator=(const BatchProgress&) = delete;

  void running(std::size_t now);
  /// A study whose result was there.
  void found(const StudyOutcome& outcome);
  void finished(const BatchStudy& study, const StudyOutcome& outcome);
  const std::map<std::string, std::size_t>& counts() const { return counts_; }

 private:
  void draw() const;

  std::size_t studies_, done_ = 0, ran_ = 0, running_ = 0;
  std::map<std::string, std::size_t> counts_;  ///< of each status
  bool on_terminal_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// "3 analyzed, 1 refused".
std::string counts_text(const std::map<std::string, std::size_t>& counts);

}  // namespace osteosign
