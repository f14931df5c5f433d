#include "io/dicom/series_summary.h"

#include <fmt/format.h>
#include <algorithm>

#include "io/dicom/slice_positions.h"

namespace osteosign {
namespace {

/// The planes of all frames, and the header that each belongs to.
struct AllPlanes {
  std::vector<ImagePlane> planes;
  std::vector<std::size_t> header;
};

AllPlanes all_planes(const std::vector<InstanceHeader>& headers) {
  AllPlanes all;
  for (std::size_t i = 0; i < headers.size(); ++i)
    if (const std::vector<ImagePlane>* planes = headers[i].planes.if_known())
      for (const ImagePlane& plane : *planes) {
        all.planes.push_back(plane);
        all.header.push_back(i);
      }
  return all;
}

Measured<double> slice_spacing_mm(const std::vector<InstanceHeader>& headers, const AllPlanes& all) {
  if (headers.front().kind == SeriesKind::ct && !headers.front().planes.known())
    return headers.front().planes.unknown();
  const OrderedSlices ordered = order_slices(all.planes, {});
  if (ordered.order.size() < 2)
    return Unknown{fmt::format("{} slice position: the distance of slices is unknown", ordered.order.size())};
  return median_distance_mm(ordered.along_mm);
}

Eigen::AlignedBox3d extent_mm(const std::vector<InstanceHeader>& headers, const AllPlanes& all) {
  Eigen::AlignedBox3d box;
  for (std::size_t i = 0; i < all.planes.size(); ++i) {
    const ImagePlane& plane = all.planes[i];
    const Eigen::Vector3d across =
        (headers[all.header[i]].columns - 1) * plane.column_mm * plane.row_direction;
    const Eigen::Vector3d down = (headers[all.header[i]].rows - 1) * plane.row_mm * plane.column_direction;
    for (const Eigen::Vector3d& corner :
         {plane.position_mm, Eigen::Vector3d(plane.position_mm + across),
          Eigen::Vector3d(plane.position_mm + down), Eigen::Vector3d(plane.position_mm + across + down)})
      box.extend(corner);
  }
  return box;
}

/// Slices in order along the normal; other instances in the order of their headers.
std::vector<InstanceEntry> ordered_instances(const std::vector<InstanceHeader>& headers) {
  std::vector<InstanceHeader> ordered = headers;
  const bool has_planes = std::all_of(headers.begin(), headers.end(),
                                      [](const InstanceHeader& header) { return header.planes.known(); });
  if (has_planes) {
    const Eigen::Vector3d normal = headers.front().planes.value().front().normal();
    const auto along = [&normal](const InstanceHeader& header) {
      return header.planes.value().front().position_mm.dot(normal);
    };
    std::stable_sort(
        ordered.begin(), ordered.end(),
        [&along](const InstanceHeader& a, const InstanceHeader& b) { return along(a) < along(b); });
  }
  std::vector<InstanceEntry> entries;
  for (InstanceHeader& header : ordered) entries.push_back(std::move(header.entry));
  return entries;
}

std::string note_of(const Reconstruction& reconstruction) {
  const InstanceHeader& first = reconstruction.headers.front();
  if (first.kind == SeriesKind::other) return first.why_other;
  return reconstruction.note.empty() ? "" : "separated from its series by " + reconstruction.note;
}

}  // namespace

SeriesEntry series_summary(const Reconstruction& reconstruction) {
  const InstanceHeader& first = reconstruction.headers.front();
  const AllPlanes all = all_planes(reconstruction.headers);
  SeriesEntry entry;
  entry.kind = first.kind;
  entry.series_instance_uid = first.series_instance_uid;
  entry.modality = first.modality;
  entry.description = first.description;
  entry.body_part = first.body_part;
  entry.convolution_kernel = first.convolution_kernel;
  entry.image_type = first.image_type;
  entry.note = note_of(reconstruction);
  entry.columns = first.columns;
  entry.rows = first.rows;
  entry.series_number = first.series_number;
  entry.frame_of_reference_uid = first.frame_of_reference_uid;
  if (first.kind == SeriesKind::ct) entry.slice_spacing_mm = slice_spacing_mm(reconstruction.headers, all);
  if (!all.planes.empty()) entry.slice_normal = all.planes.front().normal();
  entry.extent_mm = extent_mm(reconstruction.headers, all);
  entry.instances = ordered_instances(reconstruction.headers);
  return entry;
}

}  // namespace osteosign
