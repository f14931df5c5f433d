#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/service/database.h"

namespace osteosign {

/// Which images of a study are analyzed how.
struct Job {
  std::string key;               ///< of study, images, version and parameters
  std::string study;             ///< key of the study
  std::set<std::string> images;  ///< keys of the images
  int attempts = 0;              ///< that were begun
};

/// waiting -> running -> analyzed | refused | failed; superseded by a later job of the same study.
enum class JobState { waiting, running, analyzed, refused, failed, superseded };

/// Sending the result of a job to a node.
struct Delivery {
  std::string job;
  std::string study;
  std::string node;
  int attempts = 0;
  std::int64_t first_try = 0;  ///< Unix seconds; 0: not tried yet
};

/// The queue on disk (SQLite): what is to be analyzed and what is to be sent survives the end of the service
/// at any moment. For several threads.
class JobQueue {
 public:
  explicit JobQueue(const std::filesystem::path& file);

  /// Jobs that ran when the service ended wait again.
  void requeue_running();
  /// Failed jobs wait again, as if they had not been tried.
  void retry_failed();
  /// Adds a job and takes the place of earlier ones of its study: they are not begun any more and what is
  /// not sent of them stays unsent. False, and nothing changes, when the job is known already.
  bool add(const Job& job, std::int64_t now);
  std::optional<JobState> state_of(const std::string& job) const;
  /// The images of the latest job of a study; empty when there is none.
  std::set<std::string> latest_images(const std::string& study) const;

  /// The waiting job that was added first, of none of the studies in `held`; it runs from now on.
  std::optional<Job> begin_next(const std::set<std::string>& held);
  void wait_again(const std::string& job, bool as_if_not_tried);
  /// Ends a job; a result is sent to `nodes`.
  void finish(const std::string& job, JobState state, const std::string& reason,
              const std::vector<std::string>& nodes);

  /// A delivery to a node that is due, of none of the studies in `held`.
  std::optional<Delivery> next_delivery(const std::string& node, std::int64_t now,
                                        const std::set<std::string>& held) const;
  void delivered(const Delivery& delivery);
  void deliver_later(const Delivery& delivery, std::int64_t now, std::int64_t next,
                     const std::string& reason);
  void give_up(const Delivery& delivery, const std::string& reason);
  /// What waits for nodes that are not among `nodes` any more.
  void give_up_other_nodes(const std::vector<std::string>& nodes);

  std::map<JobState, std::int64_t> job_counts() const;
  std::int64_t deliveries_waiting() const;
  /// True when the study has nothing that waits, runs or is to be sent.
  bool is_finished(const std::string& study) const;

 private:
  mutable std::mutex mutex_;
  mutable Database database_;
};

}  // namespace osteosign
