#include "pipeline/service/received_studies.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io/dicom/received_instance.h"
#include "io/values/errors.h"
#include "pipeline/service/own_results.h"
#include "pipeline/service/service_log.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

void drop(const fs::path& file) {
  std::error_code ignored;
  fs::remove(file, ignored);
}

// When the last image of a study was written, as a point of the clock that never jumps.
ReceivedStudies::Clock::time_point time_of(const fs::path& folder) {
  std::error_code error;
  const auto written = fs::last_write_time(folder, error);
  const auto now = ReceivedStudies::Clock::now();
  if (error) return now;
  const auto age = std::max(fs::file_time_type::clock::now() - written, fs::file_time_type::duration::zero());
  return now - std::chrono::duration_cast<ReceivedStudies::Clock::duration>(age);
}

// A power cut may leave files without their content: put aside, so that their sender can send them again.
bool put_damaged_aside(const fs::path& image, const std::string& study) {
  try {
    read_received_instance(image);
    return false;
  } catch (const Failure&) {
    const fs::path aside = image.parent_path().parent_path() / "damaged";
    std::error_code error;
    fs::create_directories(aside, error);
    fs::rename(image, aside / image.filename(), error);
    log_event(EventLevel::warning, "image_damaged", {{"study", study}, {"kept", !error}});
    return true;
  }
}

std::string complaint_about(const ReceivedInstance& instance, const ReceivedIdentity& announced) {
  if (instance.sop_class_uid != announced.sop_class_uid) return "its SOP class is not the announced one";
  if (instance.sop_instance_uid != announced.sop_instance_uid)
    return "its SOP Instance UID is not the announced one";
  return "";
}

}  // namespace

ReceivedStudies::ReceivedStudies(ServiceFolders folders, CompleteSettings settings,
                                 const std::function<bool(const ReceivedStudy&)>& is_known)
    : folders_(std::move(folders)), settings_(settings) {
  read_folders(is_known);
}

void ReceivedStudies::read_folders(const std::function<bool(const ReceivedStudy&)>& is_known) {
  for (const auto& entry : fs::directory_iterator(folders_.studies())) {
    const std::string key = entry.path().filename().string();
    Study study;
    std::error_code error;
    for (const auto& image : fs::directory_iterator(folders_.images(key), error))
      study.images.insert(image.path().stem().string());
    if (study.images.empty()) continue;
    study.changed = !is_known({key, study.images});
    if (study.changed)
      std::erase_if(study.images, [&](const std::string& image) {
        return put_damaged_aside(folders_.image(key, image), key);
      });
    if (study.images.empty()) continue;
    study.first_change = Clock::now();
    study.last_change = study.changed ? Clock::now() : time_of(folders_.images(key));
    studies_[key] = std::move(study);
  }
  bytes_on_disk_ = bytes_below(folders_.studies());
}

StoreReply ReceivedStudies::keep(const ReceivedObject& object) {
  ReceivedInstance instance;
  const auto refuse = [&](StoreStatus status, const std::string& reason) {
    drop(object.file);
    return StoreReply{status, reason};
  };
  try {
    instance = read_received_instance(object.file);
  } catch (const Failure&) {
    return refuse(StoreStatus::cannot_understand, "the dataset is damaged or cut off");
  }
  if (const std::string complaint = complaint_about(instance, object.identity); !complaint.empty())
    return refuse(StoreStatus::not_this_class, complaint);
  if (instance.study_instance_uid.empty() || instance.sop_instance_uid.empty())
    return refuse(StoreStatus::cannot_understand, "it has no Study or SOP Instance UID");
  const std::string study = key_of_study(instance.study_instance_uid);
  const std::string image = key_of_image(instance.sop_instance_uid);
  const bool ours = is_own_result(instance);
  if (!ours && (instance.kind == SeriesKind::ct || instance.kind == SeriesKind::radiograph)) {
    if (instance.instances_in_study > 0) announce(instance.study_instance_uid, instance.instances_in_study);
    return place(object, study, image);
  }
  drop(object.file);
  ++(ours ? counts_.own : counts_.ignored);
  const std::lock_guard lock(mutex_);
  if (const auto known = studies_.find(study); known != studies_.end()) known->second.others.insert(image);
  return {};
}

StoreReply ReceivedStudies::place(const ReceivedObject& object, const std::string& study,
                                  const std::string& image) {
  const std::lock_guard lock(mutex_);
  Study& entry = studies_[study];
  entry.open_associations.insert(object.association);
  if (entry.images.contains(image)) {
    ++counts_.repeated;
    drop(object.file);
    return {};
  }
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(object.file, error);
  if (entry.images.empty()) fs::create_directories(folders_.images(study), error);
  if (!error) fs::rename(object.file, folders_.image(study, image), error);
  if (error) {
    drop(object.file);
    return {StoreStatus::out_of_resources, error.message()};
  }
  ++counts_.kept;
  counts_.bytes += bytes;
  bytes_on_disk_ += bytes;
  const auto now = Clock::now();
  if (!entry.changed) entry.first_change = now;
  entry.changed = true;
  entry.last_change = now;
  entry.images.insert(image);
  return {};
}

void ReceivedStudies::association_ended(std::uint64_t association) {
  const std::lock_guard lock(mutex_);
  for (auto& [key, study] : studies_) study.open_associations.erase(association);
}

void ReceivedStudies::announce(const std::string& study_instance_uid, int objects) {
  const std::lock_guard lock(mutex_);
  studies_[key_of_study(study_instance_uid)].announced = objects;
}

bool ReceivedStudies::is_complete(const Study& study, Clock::time_point now) const {
  if (!study.changed) return false;
  const bool all_there = study.announced > 0 && study.images.size() + study.others.size() >=
                                                    static_cast<std::size_t>(study.announced);
  if (all_there && study.open_associations.empty()) return true;
  return now - study.last_change >= std::chrono::seconds(settings_.quiet_s) ||
         now - study.first_change >= std::chrono::seconds(settings_.longest_wait_s);
}

std::vector<ReceivedStudy> ReceivedStudies::complete() const {
  const std::lock_guard lock(mutex_);
  std::vector<ReceivedStudy> complete;
  const auto now = Clock::now();
  for (const auto& [key, study] : studies_)
    if (is_complete(study, now)) complete.push_back({key, study.images});
  return complete;
}

void ReceivedStudies::noted(const ReceivedStudy& study) {
  const std::lock_guard lock(mutex_);
  const auto found = studies_.find(study.key);
  if (found != studies_.end() && found->second.images == study.images) found->second.changed = false;
}

std::set<std::string> ReceivedStudies::growing() const {
  const std::lock_guard lock(mutex_);
  std::set<std::string> keys;
  for (const auto& [key, study] : studies_)
    if (study.changed) keys.insert(key);
  return keys;
}

std::vector<std::string> ReceivedStudies::settled() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<Clock::time_point, std::string>> found;
  for (const auto& [key, study] : studies_)
    if (!study.changed && study.open_associations.empty() && !study.images.empty())
      found.emplace_back(study.last_change, key);
  std::ranges::sort(found);
  std::vector<std::string> keys;
  for (const auto& [time, key] : found) keys.push_back(key);
  return keys;
}

void ReceivedStudies::remove(const std::string& study) {
  const std::lock_guard lock(mutex_);
  const auto found = studies_.find(study);
  if (found == studies_.end() || found->second.changed) return;
  const std::uint64_t bytes = bytes_below(folders_.study(study));
  std::error_code error;
  fs::remove_all(folders_.study(study), error);
  studies_.erase(found);
  bytes_on_disk_ -= std::min(bytes, bytes_on_disk_.load());
}

void ReceivedStudies::count_on_disk(std::uint64_t more, std::uint64_t less) {
  const std::lock_guard lock(mutex_);
  bytes_on_disk_ += more;
  bytes_on_disk_ -= std::min(less, bytes_on_disk_.load());
}

}  // namespace osteosign
