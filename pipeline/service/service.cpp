#include "pipeline/service/service.h"

#include <nlohmann/json.hpp>
#include <thread>

#include "io/values/errors.h"
#include "pipeline/service/job_key.h"
#include "pipeline/service/reception.h"
#include "pipeline/service/service_log.h"

namespace osteosign {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds step_time{50};
constexpr std::chrono::seconds pause_after_disk_failure{5};

std::int64_t unix_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

ServiceFolders prepared(const std::filesystem::path& root) {
  const ServiceFolders folders{std::filesystem::absolute(root)};
  std::error_code error;
  std::filesystem::create_directories(folders.root, error);
  if (error) throw OutputError(folders.root.string() + ": " + error.message());
  return folders;
}

// Only once the lock is held: another service may be receiving.
std::filesystem::path queue_of(const ServiceFolders& folders) {
  prepare_folders(folders);
  return folders.queue();
}

void remove_other_results(const ServiceFolders& folders, const Job& job) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folders.results(job.study), error))
    if (entry.path() != folders.result(job.study, job.key)) std::filesystem::remove_all(entry.path(), error);
}

// False when the world failed, as by a full disk: nothing is lost, it is to be tried again.
bool is_done(const std::function<void()>& action) {
  try {
    action();
    return true;
  } catch (const Failure& failure) {
    log_event(EventLevel::error, "step_failed", {{"reason", failure.what()}});
  } catch (const std::filesystem::filesystem_error& failure) {
    log_event(EventLevel::error, "step_failed", {{"reason", failure.what()}});
  }
  return false;
}

}  // namespace

Service::Service(ServiceSettings settings)
    : settings_(std::move(settings)),
      folders_(prepared(settings_.folder)),
      lock_(folders_.root),
      analysis_(analysis_identity(settings_.worker)),
      queue_(queue_of(folders_)),
      studies_(folders_, settings_.complete,
               [this](const ReceivedStudy& study) {
                 return queue_.state_of(job_key(study.key, study.images, analysis_)).has_value();
               }),
      workers_(folders_, settings_.worker) {
  queue_.requeue_running();
  queue_.give_up_other_nodes(node_names());
  receiver_ = std::make_unique<StoreReceiver>(receiver_settings(settings_.receive, folders_), hooks());
  status_ = std::make_unique<StatusServer>(
      settings_.status, [this] { return figures(); },
      [this](const std::string& study, int objects) { studies_.announce(study, objects); });
  for (NodeSettings node : settings_.nodes) {
    if (node.calling_title.empty()) node.calling_title = settings_.receive.title;
    senders_.emplace_back(node, settings_.send, folders_, queue_, studies_, sent_);
  }
}

Service::~Service() = default;

ReceiverHooks Service::hooks() {
  return {[this] { return has_room(disk(), settings_.disk); },
          [this](const ReceivedObject& object) { return studies_.keep(object); },
          [this](std::uint64_t association) { studies_.association_ended(association); },
          [this](const NetworkEvent& event) { note(event); }};
}

void Service::run(const std::atomic<bool>& stop) {
  log_event(EventLevel::info, "started", {{"dicom_port", dicom_port()}, {"status_port", status_port()}});
  while (!stop) {
    milliseconds pause = step_time;
    if (!is_done([this] { step(); })) pause = milliseconds(1000);
    std::this_thread::sleep_for(pause);
  }
  shut_down();
}

void Service::step() {
  note_complete_studies();
  finish_ended_jobs();
  begin_jobs();
  make_room();
}

void Service::note_complete_studies() {
  for (const ReceivedStudy& study : studies_.complete()) {
    note_complete(study);
    studies_.noted(study);
  }
}

void Service::note_complete(const ReceivedStudy& study) {
  for (const std::string& image : queue_.latest_images(study.key))
    if (!study.images.contains(image))
      return log_event(
          EventLevel::warning, "study_not_whole",
          {{"study", study.key},
           {"reason", "images that came before were removed to make room; send the whole study"}});
  const Job job{job_key(study.key, study.images, analysis_), study.key, study.images};
  flush_files(folders_.images(study.key));
  if (!queue_.add(job, unix_seconds())) return;
  workers_.cancel(study.key);
  log_event(EventLevel::info, "study_complete", {{"study", study.key}, {"images", study.images.size()}});
}

void Service::finish_ended_jobs() {
  for (const auto& [job, outcome] : workers_.ended()) {
    finish(job, outcome);
    workers_.forget(job);
  }
}

void Service::finish(const Job& job, const JobOutcome& outcome) {
  const bool failed = outcome.state == JobState::failed;
  const bool disk_failed = outcome.state == JobState::waiting;
  if (disk_failed) begin_after_ = Clock::now() + pause_after_disk_failure;
  if (disk_failed || (failed && job.attempts < settings_.worker.attempts)) {
    queue_.wait_again(job.key, disk_failed);
  } else {
    flush_disk(folders_.study(job.study));
    const bool has_objects = !failed && !dicom_files_of(folders_.result(job.study, job.key)).empty();
    queue_.finish(job.key, outcome.state, outcome.reason,
                  has_objects ? node_names() : std::vector<std::string>{});
    const auto before = bytes_below(folders_.results(job.study));
    if (!failed) remove_other_results(folders_, job);
    const auto after = bytes_below(folders_.results(job.study));
    studies_.count_on_disk(bytes_below(folders_.result(job.study, job.key)),
                           before - std::min(before, after));
  }
  if (failed || disk_failed) ++failed_;
  log_event(failed || disk_failed ? EventLevel::error : EventLevel::info,
            failed || disk_failed ? "analysis_failed" : "analysis_done",
            {{"study", job.study}, {"attempt", job.attempts}, {"reason", outcome.reason}});
}

void Service::begin_jobs() {
  while (workers_.has_free_place() && Clock::now() >= begin_after_) {
    const auto job = queue_.begin_next(studies_.growing());
    if (!job) return;
    ++begun_;
    log_event(EventLevel::info, "analysis_begun", {{"study", job->study}, {"attempt", job->attempts}});
    workers_.begin(*job);
  }
}

void Service::make_room() {
  if (!is_tight(disk(), settings_.disk)) return;
  for (const std::string& study : studies_.settled()) {
    if (!queue_.is_finished(study)) continue;
    studies_.remove(study);
    ++removed_;
    log_event(EventLevel::info, "study_removed", {{"study", study}, {"reason", "to make room"}});
    if (!is_tight(disk(), settings_.disk)) return;
  }
}

void Service::shut_down() {
  log_event(EventLevel::info, "stopping", {});
  stopping_ = true;
  const auto end = Clock::now() + std::chrono::seconds(settings_.stop_s);
  receiver_->stop(std::chrono::seconds(settings_.stop_s));
  for (ResultSender& sender : senders_) sender.ask_to_stop();
  while (workers_.running() > 0 && Clock::now() < end) {
    is_done([this] { finish_ended_jobs(); });
    std::this_thread::sleep_for(step_time);
  }
  for (const Job& job : workers_.cancel_all()) is_done([&] { queue_.wait_again(job.key, true); });
  senders_.clear();
  log_event(EventLevel::info, "stopped", {});
}

void Service::retry_failed() { queue_.retry_failed(); }

void Service::note(const NetworkEvent& event) {
  {
    const std::lock_guard lock(network_mutex_);
    ++network_[event.kind];
  }
  const auto name = name_of_trouble(event.kind);
  if (name.empty()) return;
  log_event(EventLevel::warning, name,
            {{"peer", event.peer}, {"calling_title", event.calling_title}, {"reason", event.reason}});
}

DiskState Service::disk() const { return {studies_.bytes_on_disk(), free_bytes(folders_.root)}; }

std::vector<std::string> Service::node_names() const {
  std::vector<std::string> names;
  for (const NodeSettings& node : settings_.nodes) names.push_back(node.name);
  return names;
}

ServiceFigures Service::reception() const {
  ServiceFigures figures;
  const ReceptionCounts& counts = studies_.counts();
  figures.kept = counts.kept;
  figures.repeated = counts.repeated;
  figures.ignored = counts.ignored;
  figures.own = counts.own;
  figures.bytes = counts.bytes;
  {
    const std::lock_guard lock(network_mutex_);
    figures.network = network_;
  }
  return figures;
}

ServiceFigures Service::figures() const {
  ServiceFigures figures = reception();
  figures.stopping = stopping_;
  const DiskState now = disk();
  figures.has_room = has_room(now, settings_.disk);
  figures.seconds_running = std::chrono::duration<double>(Clock::now() - started_).count();
  figures.jobs = queue_.job_counts();
  figures.analyses_begun = begun_;
  figures.analyses_failed = failed_;
  figures.studies_growing = static_cast<std::int64_t>(studies_.growing().size());
  figures.deliveries_waiting = queue_.deliveries_waiting();
  figures.sent = sent_.sent;
  figures.sendings_failed = sent_.failed;
  figures.given_up = sent_.given_up;
  figures.studies_removed = removed_;
  figures.disk_used_bytes = now.used_bytes;
  figures.disk_free_bytes = now.free_bytes;
  return figures;
}

}  // namespace osteosign
