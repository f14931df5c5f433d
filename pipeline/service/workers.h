#pragma once
#include <list>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/child_process.h"
#include "pipeline/service/job_queue.h"
#include "pipeline/service/service_folders.h"
#include "pipeline/service/service_settings.h"

namespace osteosign {

/// How the analysis of a job ended.
struct JobOutcome {
  /// analyzed, refused or failed; waiting: a disk, not the study, is to blame, so it is to be tried later.
  JobState state = JobState::failed;
  std::string reason;  ///< empty when analyzed
};

/// The analyses that run, each a process of its own with its limits. For one thread, which must live as long
/// as the processes.
class Workers {
 public:
  Workers(ServiceFolders folders, WorkerSettings settings);

  bool has_free_place() const { return running_.size() < static_cast<std::size_t>(settings_.number); }
  std::size_t running() const { return running_.size(); }
  /// Begins a job. One that has a finished result from before, or that cannot begin, ends at once.
  void begin(const Job& job);
  /// Jobs that have ended since the last call. They stay until `forget`: should noting the outcome fail, it
  /// is given again.
  std::vector<std::pair<Job, JobOutcome>> ended();
  void forget(const Job& job);
  /// Ends the analyses of a study, without an outcome.
  void cancel(const std::string& study);
  /// Ends all and gives their jobs.
  std::vector<Job> cancel_all();

 private:
  struct Running {
    Job job;
    std::optional<ChildProcess> process;
    std::optional<JobOutcome> outcome;  ///< when there is no process
  };
  ChildProcess start(const Job& job) const;
  std::optional<JobOutcome> outcome_of_running(Running& running) const;
  ServiceFolders folders_;
  WorkerSettings settings_;
  std::list<Running> running_;
};

}  // namespace osteosign
