#pragma once
#include <atomic>
#include <thread>

#include "pipeline/service/job_queue.h"
#include "pipeline/service/received_studies.h"
#include "pipeline/service/service_folders.h"
#include "pipeline/service/service_settings.h"

namespace osteosign {

struct SendCounts {
  std::atomic<std::uint64_t> sent = 0;
  std::atomic<std::uint64_t> failed = 0;    ///< tries
  std::atomic<std::uint64_t> given_up = 0;  ///< results
};

/// Seconds to wait after the given number of failed tries: the first pause, doubled each time.
std::int64_t pause_after(int failures, const SendSettings& settings);

/// Sends results to one node, in a thread of its own, until they are accepted or the time is up. A result of
/// a study of which more images are coming waits: it is about to be replaced.
class ResultSender {
 public:
  ResultSender(NodeSettings node, SendSettings settings, ServiceFolders folders, JobQueue& queue,
               const ReceivedStudies& studies, SendCounts& counts);
  ResultSender(const ResultSender&) = delete;
  ResultSender& operator=(const ResultSender&) = delete;
  /// Waits for what is just being sent.
  ~ResultSender();
  void ask_to_stop() { stopping_ = true; }

 private:
  void send_until_stopped();
  bool send_next();
  void note_failure(const Delivery& delivery, const std::string& reason);

  NodeSettings node_;
  SendSettings settings_;
  ServiceFolders folders_;
  JobQueue& queue_;
  const ReceivedStudies& studies_;
  SendCounts& counts_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace osteosign
