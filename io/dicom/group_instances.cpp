#include "io/dicom/group_instances.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace osteosign {
namespace {

std::array<double, 3> position_of(const InstanceHeader& header) {
  const std::vector<ImagePlane>* planes = header.planes.if_known();
  if (planes == nullptr || planes->empty()) return {};
  const Eigen::Vector3d& position = planes->front().position_mm;
  return {position.x(), position.y(), position.z()};
}

auto content_key(const InstanceHeader& header) {
  return std::tuple(header.study_instance_uid, header.patient_id, header.study_date,
                    header.series_number.value_or(0), header.series_instance_uid, header.modality,
                    header.instance_number.value_or(0), position_of(header), header.entry.sop_instance_uid,
                    header.entry.file.string());
}

/// Images of one frame of reference belong together wherever they are stored.
std::string place_without_uid(const InstanceHeader& header) {
  return header.frame_of_reference_uid.empty() ? header.entry.file.parent_path().string()
                                               : header.frame_of_reference_uid;
}

std::string study_key(const InstanceHeader& header) {
  if (!header.study_instance_uid.empty()) return header.study_instance_uid;
  return fmt::format("no UID|{}|{}|{}", header.patient_id, header.study_date, place_without_uid(header));
}

std::string series_key(const InstanceHeader& header) {
  if (!header.series_instance_uid.empty()) return header.series_instance_uid;
  return fmt::format("no UID|{}|{}|{}", header.modality, header.series_number.value_or(0),
                     place_without_uid(header));
}

template <class Key>
std::vector<std::vector<InstanceHeader>> grouped(std::vector<InstanceHeader> headers, Key key_of) {
  std::map<std::string, std::size_t> group_of;
  std::vector<std::vector<InstanceHeader>> groups;
  for (InstanceHeader& header : headers) {
    const auto [group, is_new] = group_of.try_emplace(key_of(header), groups.size());
    if (is_new) groups.emplace_back();
    groups[group->second].push_back(std::move(header));
  }
  return groups;
}

bool is_copy(const InstanceHeader& a, const InstanceHeader& b) {
  const auto identity = [](const InstanceHeader& header) {
    return std::tuple(header.study_instance_uid, header.series_instance_uid, header.instance_number,
                      header.columns, header.rows, header.entry.number_of_frames, position_of(header));
  };
  return identity(a) == identity(b);
}

}  // namespace

void sort_by_content(std::vector<InstanceHeader>& headers) {
  std::sort(headers.begin(), headers.end(),
            [](const InstanceHeader& a, const InstanceHeader& b) { return content_key(a) < content_key(b); });
}

std::vector<RefusedFile> take_out_copies(std::vector<InstanceHeader>& headers) {
  std::multimap<std::string, std::size_t> kept_by_uid;
  std::vector<RefusedFile> copies;
  std::vector<InstanceHeader> kept;
  for (InstanceHeader& header : headers) {
    const std::string& uid = header.entry.sop_instance_uid;
    const auto [first, last] = kept_by_uid.equal_range(uid);
    const auto original =
        std::find_if(first, last, [&](const auto& known) { return is_copy(kept[known.second], header); });
    if (!uid.empty() && original != last) {
      copies.push_back({header.entry.file, fmt::format("copy of {} (same SOPInstanceUID (0008,0018))",
                                                       kept[original->second].entry.file.string())});
      continue;
    }
    kept_by_uid.emplace(uid, kept.size());
    kept.push_back(std::move(header));
  }
  headers = std::move(kept);
  return copies;
}

std::vector<std::vector<InstanceHeader>> group_by_study(std::vector<InstanceHeader> headers) {
  return grouped(std::move(headers), study_key);
}

std::vector<std::vector<InstanceHeader>> group_by_series(std::vector<InstanceHeader> headers) {
  return grouped(std::move(headers), series_key);
}

}  // namespace osteosign
