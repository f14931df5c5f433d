#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "pipeline/batch/batch_request.h"
#include "pipeline/batch/study_index.h"
#include "pipeline/child_process.h"

namespace osteosign {

/// What one study came to.
struct StudyOutcome {
  std::string status;  ///< as in the table `studies`
  std::string key;     ///< of the result (result_key.h)
  std::optional<int> exit_code;
  std::string problem;  ///< why there is no result; empty when there is one
  double seconds = 0;
  std::uint64_t peak_memory_bytes = 0;
};

/// Where studies are worked on and where their results go.
struct BatchFolders {
  std::filesystem::path results;  ///< `studies` in the output folder
  std::filesystem::path work;     ///< of this process alone, on the same file system
};

/// A study that is being analyzed by a process of its own (`analyze` of this very program).
class StudyRun {
 public:
  StudyRun(const BatchStudy& study, std::string key, const BatchRequest& request,
           const BatchFolders& folders);
  ChildProcess& process() { return process_; }
  const BatchStudy& study() const { return study_; }
  /// Puts the result, or the log and the reason why there is none, where the results are; the folder appears
  /// whole and replaces an earlier one of the study.
  StudyOutcome finish(const ChildResult& ended) const;

 private:
  ChildCommand command(const BatchRequest& request) const;
  std::filesystem::path log() const { return folders_.work / (study_.study + ".log"); }
  std::filesystem::path made() const { return folders_.work / study_.folder; }
  std::string why_failed(const ChildResult& ended) const;

  const BatchStudy& study_;
  std::string key_;
  BatchFolders folders_;
  std::chrono::milliseconds time_limit_;
  ChildProcess process_;
};

/// The outcome of a result folder that is there already, when it is complete and has this key. A failure is
/// no result: it is tried again.
std::optional<StudyOutcome> finished_before(const BatchStudy& study, const std::string& key,
                                            const BatchFolders& folders);

/// Writes the folder of a study that could not even be started.
StudyOutcome finish_without_start(const BatchStudy& study, const std::string& problem,
                                  const BatchFolders& folders);

}  // namespace osteosign
