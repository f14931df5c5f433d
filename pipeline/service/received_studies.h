#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "io/network/receiver_settings.h"
#include "pipeline/service/service_folders.h"
#include "pipeline/service/service_settings.h"

namespace osteosign {

/// A study as far as it has come.
struct ReceivedStudy {
  std::string key;
  std::set<std::string> images;  ///< keys of the images on disk
};

/// What became of an object, for the figures.
struct ReceptionCounts {
  std::atomic<std::uint64_t> kept = 0;
  std::atomic<std::uint64_t> repeated = 0;  ///< known already
  std::atomic<std::uint64_t> ignored = 0;   ///< no image that osteosign reads
  std::atomic<std::uint64_t> own = 0;       ///< our own results
  std::atomic<std::uint64_t> bytes = 0;
};

/// The studies on disk, and when each is complete. The files are the truth: after any end of the process the
/// folders are read again, and an image that its sender believes stored is there. For several threads.
class ReceivedStudies {
 public:
  using Clock = std::chrono::steady_clock;
  /// Reads the folders. A study of which `is_known` is false begins its quiet time now: its sender may be
  /// about to try again what a stop cut off.
  ReceivedStudies(ServiceFolders folders, CompleteSettings settings,
                  const std::function<bool(const ReceivedStudy&)>& is_known);

  /// Checks a received object and gives it its place. Images of CT and radiographs are kept; the first of two
  /// with the same UID stays. Reports, segmentations, other images and whatever we made ourselves are
  /// acknowledged and dropped: they never start an analysis.
  StoreReply keep(const ReceivedObject& object);
  void association_ended(std::uint64_t association);
  /// A sender tells how many objects the study has.
  void announce(const std::string& study_instance_uid, int objects);

  /// Studies that are complete and not yet noted: all announced objects are there and no association with
  /// some of them is open, or nothing came for the quiet time, or the longest wait is over.
  std::vector<ReceivedStudy> complete() const;
  /// The study is in the queue with these images: it is complete again only when more come.
  void noted(const ReceivedStudy& study);
  /// Studies of which something came that is in no job yet.
  std::set<std::string> growing() const;
  /// Studies that are not growing, the one that was silent longest first.
  std::vector<std::string> settled() const;
  /// Removes a study that is not growing, with all its files.
  void remove(const std::string& study);

  const ReceptionCounts& counts() const { return counts_; }
  std::uint64_t bytes_on_disk() const { return bytes_on_disk_; }
  /// Results came and others went. What was left of broken attempts was never counted: the figure stays above
  /// 0.
  void count_on_disk(std::uint64_t more, std::uint64_t less);

 private:
  struct Study {
    std::set<std::string> images;
    std::set<std::string> others;  ///< keys of objects that were not kept, to count towards what is announced
    std::set<std::uint64_t> open_associations;
    int announced = 0;
    bool changed = false;  ///< since it was last noted
    Clock::time_point first_change, last_change;
  };
  void read_folders(const std::function<bool(const ReceivedStudy&)>& is_known);
  bool is_complete(const Study& study, Clock::time_point now) const;
  StoreReply place(const ReceivedObject& object, const std::string& study, const std::string& image);

  ServiceFolders folders_;
  CompleteSettings settings_;
  mutable std::mutex mutex_;
  std::map<std::string, Study> studies_;
  ReceptionCounts counts_;
  std::atomic<std::uint64_t> bytes_on_disk_ = 0;
};

}  // namespace osteosign
