#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "io/network/receiver_settings.h"
#include "pipeline/service/job_queue.h"

namespace osteosign {

/// The state of the service at one moment, for /health and /metrics.
struct ServiceFigures {
  bool stopping = false;
  bool has_room = true;
  double seconds_running = 0;
  std::uint64_t kept = 0, repeated = 0, ignored = 0, own = 0, bytes = 0;
  std::map<NetworkEvent::Kind, std::uint64_t> network;
  std::map<JobState, std::int64_t> jobs;
  std::uint64_t analyses_begun = 0, analyses_failed = 0;
  std::int64_t studies_growing = 0;
  std::int64_t deliveries_waiting = 0;
  std::uint64_t sent = 0, sendings_failed = 0, given_up = 0;
  std::uint64_t studies_removed = 0;
  std::uint64_t disk_used_bytes = 0, disk_free_bytes = 0;
};

/// Text for Prometheus (exposition format 0.0.4).
std::string metrics_text(const ServiceFigures& figures);
/// JSON: status "ok", "no_room" or "stopping", and what waits.
std::string health_text(const ServiceFigures& figures);

}  // namespace osteosign
