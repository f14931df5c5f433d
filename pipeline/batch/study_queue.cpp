#include "pipeline/batch/study_queue.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <list>

#include "io/values/errors.h"
#include "pipeline/batch/progress.h"
#include "pipeline/batch/result_key.h"
#include "pipeline/batch/stop_request.h"

namespace osteosign {
namespace {

/// The studies of one run: which is next, which are running, what was told of them.
class StudyQueue {
 public:
  StudyQueue(const std::vector<BatchStudy>& studies, const BatchRequest& request, const BatchFolders& folders,
             BatchState* state)
      : studies_(studies), request_(request), folders_(folders), state_(state), progress_(studies.size()) {
    if (state_ != nullptr) hashes_ = state_->hashes();
  }

  std::map<std::string, std::size_t> run() {
    while (!stop_.made() && (ahead_ || next_ < studies_.size() || !running_.empty())) {
      start_what_fits();
      look_ahead();
      wait();
      take_the_finished();
    }
    end_the_running();
    if (state_ != nullptr) state_->keep(hashes_);
    std::map<std::string, std::size_t> counts = progress_.counts();
    std::size_t done = 0;
    for (const auto& [status, count] : counts) done += count;
    if (done < studies_.size()) counts["pending"] = studies_.size() - done;
    return counts;
  }

 private:
  struct Waiting {
    const BatchStudy* study;
    std::string key;
  };

  bool has_room() const { return running_.size() < static_cast<std::size_t>(request_.jobs); }

  /// Finds the next study that must run. Its files are hashed while the others run.
  void look_ahead() {
    while (!ahead_ && next_ < studies_.size() && !stop_.made()) {
      const BatchStudy& study = studies_[next_++];
      try {
        std::string key = result_key(study, request_.analyze_words, hashes_);
        if (const auto before = finished_before(study, key, folders_))
          progress_.found(*before);
        else
          ahead_ = Waiting{&study, std::move(key)};
      } catch (const InputError& unreadable) {
        keep(study, finish_without_start(study, unreadable.what(), folders_));
      }
      if (running_.size() > 0) take_the_finished();
    }
    if (state_ != nullptr) state_->keep(hashes_);
  }

  void start_what_fits() {
    while (has_room() && !stop_.made()) {
      look_ahead();
      if (!ahead_) break;
      try {
        running_.emplace_back(*ahead_->study, ahead_->key, request_, folders_);
      } catch (const InputError& not_started) {
        keep(*ahead_->study, finish_without_start(*ahead_->study, not_started.what(), folders_));
      }
      ahead_.reset();
    }
    progress_.running(running_.size());
  }

  void wait() {
    std::vector<ChildProcess*> processes;
    for (StudyRun& run : running_) processes.push_back(&run.process());
    if (!processes.empty() && !stop_.made()) wait_for_any(processes, std::chrono::milliseconds(1000));
  }

  void take_the_finished() {
    for (auto run = running_.begin(); run != running_.end();) {
      const auto ended = run->process().poll();
      if (ended) keep(run->study(), run->finish(*ended));
      run = ended ? running_.erase(run) : std::next(run);
    }
  }

  void keep(const BatchStudy& study, const StudyOutcome& outcome) {
    if (state_ != nullptr) state_->keep(study, outcome);
    progress_.finished(study, outcome);
  }

  /// A study that was ended because of a stop has no outcome: it runs again.
  void end_the_running() {
    for (StudyRun& run : running_) run.process().stop();
    for (StudyRun& run : running_) run.process().wait();
    running_.clear();
  }

  const std::vector<BatchStudy>& studies_;
  const BatchRequest& request_;
  const BatchFolders& folders_;
  BatchState* state_;
  BatchProgress progress_;
  StopRequest stop_;
  FileHashes hashes_;
  std::size_t next_ = 0;
  std::optional<Waiting> ahead_;
  std::list<StudyRun> running_;
};

}  // namespace

std::map<std::string, std::size_t> run_studies(const std::vector<BatchStudy>& studies,
                                               const BatchRequest& request, const BatchFolders& folders,
                                               BatchState* state) {
  return StudyQueue(studies, request, folders, state).run();
}

}  // namespace osteosign
