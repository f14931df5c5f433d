#include "pipeline/service/result_sender.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

#include "io/network/send_instances.h"
#include "io/network/stow.h"
#include "io/values/errors.h"
#include "pipeline/service/service_log.h"

namespace osteosign {
namespace {

std::int64_t unix_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// Read anew for each sending, so that a key can be changed without a restart.
std::string authorization_of(const NodeSettings& node) {
  std::string line;
  if (!node.authorization_file.empty()) {
    std::ifstream stream(node.authorization_file);
    std::getline(stream, line);
  }
  return line;
}

std::optional<std::string> send(const std::vector<std::filesystem::path>& files, const NodeSettings& node) {
  const std::chrono::seconds patience(node.patience_s);
  if (node.protocol == NodeSettings::Protocol::stow)
    return stow_instances(files, {node.server, node.path, authorization_of(node), node.trusted, patience});
  return send_instances(files, {node.host, node.port, node.title, node.calling_title, patience, node.tls});
}

}  // namespace

std::int64_t pause_after(int failures, const SendSettings& settings) {
  constexpr int most_doublings = 30;
  const std::int64_t pause = std::int64_t{settings.first_pause_s}
                             << static_cast<unsigned>(std::clamp(failures - 1, 0, most_doublings));
  return std::min<std::int64_t>(pause, settings.longest_pause_s);
}

ResultSender::ResultSender(NodeSettings node, SendSettings settings, ServiceFolders folders, JobQueue& queue,
                           const ReceivedStudies& studies, SendCounts& counts)
    : node_(std::move(node)),
      settings_(settings),
      folders_(std::move(folders)),
      queue_(queue),
      studies_(studies),
      counts_(counts),
      thread_([this] { send_until_stopped(); }) {}

ResultSender::~ResultSender() {
  stopping_ = true;
  thread_.join();
}

void ResultSender::send_until_stopped() {
  using std::chrono::milliseconds;
  while (!stopping_) {
    bool sent = false;
    milliseconds pause(100);
    try {
      sent = send_next();
    } catch (const std::exception& failure) {
      log_event(EventLevel::error, "sending_failed", {{"node", node_.name}, {"reason", failure.what()}});
      pause = milliseconds(2000);
    }
    if (!sent) std::this_thread::sleep_for(pause);
  }
}

bool ResultSender::send_next() {
  const auto delivery = queue_.next_delivery(node_.name, unix_seconds(), studies_.growing());
  if (!delivery) return false;
  const auto files = dicom_files_of(folders_.result(delivery->study, delivery->job));
  if (const auto failure = send(files, node_)) {
    note_failure(*delivery, *failure);
    return true;
  }
  queue_.delivered(*delivery);
  ++counts_.sent;
  log_event(EventLevel::info, "result_sent",
            {{"study", delivery->study}, {"node", node_.name}, {"files", files.size()}});
  return true;
}

void ResultSender::note_failure(const Delivery& delivery, const std::string& reason) {
  constexpr std::int64_t seconds_an_hour = 3600;
  ++counts_.failed;
  const std::int64_t now = unix_seconds();
  const bool too_late =
      delivery.first_try > 0 && now - delivery.first_try > settings_.give_up_after_h * seconds_an_hour;
  const std::int64_t pause = pause_after(delivery.attempts + 1, settings_);
  if (too_late) {
    queue_.give_up(delivery, reason);
    ++counts_.given_up;
  } else {
    queue_.deliver_later(delivery, now, now + pause, reason);
  }
  log_event(too_late ? EventLevel::error : EventLevel::warning,
            too_late ? "sending_given_up" : "sending_postponed",
            {{"study", delivery.study},
             {"node", node_.name},
             {"tries", delivery.attempts + 1},
             {"next_in_s", too_late ? 0 : pause},
             {"reason", reason}});
}

}  // namespace osteosign
