#pragma once
#include <atomic>
#include <chrono>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "io/network/store_receiver.h"
#include "pipeline/service/disk_room.h"
#include "pipeline/service/job_queue.h"
#include "pipeline/service/received_studies.h"
#include "pipeline/service/result_sender.h"
#include "pipeline/service/service_figures.h"
#include "pipeline/service/service_folders.h"
#include "pipeline/service/service_lock.h"
#include "pipeline/service/service_settings.h"
#include "pipeline/service/status_server.h"
#include "pipeline/service/workers.h"

namespace osteosign {

/// Receives studies, analyzes them and sends the results, until it is asked to stop. Whatever moment it ends
/// at, the next one goes on from there: images are files, jobs and deliveries rows of the queue.
class Service {
 public:
  /// Listens from now on. Throws UsageError when another service uses the folder, OutputError when the folder
  /// or an address cannot be used.
  explicit Service(ServiceSettings settings);
  ~Service();

  int dicom_port() const { return receiver_->port(); }
  int status_port() const { return status_->port(); }
  /// Works until `stop` is set: then takes what is in hand, within the time of the settings, and gives the
  /// rest back to the queue. The thread must live as long as the service.
  void run(const std::atomic<bool>& stop);
  /// Failed analyses are tried again.
  void retry_failed();

 private:
  using Clock = std::chrono::steady_clock;
  void step();
  void note_complete_studies();
  void note_complete(const ReceivedStudy& study);
  void finish_ended_jobs();
  void finish(const Job& job, const JobOutcome& outcome);
  void begin_jobs();
  void make_room();
  void shut_down();
  void note(const NetworkEvent& event);
  DiskState disk() const;
  ReceiverHooks hooks();
  std::vector<std::string> node_names() const;
  ServiceFigures figures() const;
  ServiceFigures reception() const;

  ServiceSettings settings_;
  ServiceFolders folders_;
  ServiceLock lock_;
  std::string analysis_;
  JobQueue queue_;
  mutable ReceivedStudies studies_;
  Workers workers_;
  SendCounts sent_;
  std::map<NetworkEvent::Kind, std::uint64_t> network_;
  mutable std::mutex network_mutex_;
  std::atomic<std::uint64_t> begun_ = 0, failed_ = 0, removed_ = 0;
  std::atomic<bool> stopping_ = false;
  Clock::time_point started_ = Clock::now(), begin_after_ = started_;
  std::unique_ptr<StoreReceiver> receiver_;
  std::unique_ptr<StatusServer> status_;
  std::list<ResultSender> senders_;
};

}  // namespace osteosign
