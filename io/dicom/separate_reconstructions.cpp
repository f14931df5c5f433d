#include "io/dicom/separate_reconstructions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "io/dicom/separate_acquisitions.h"
#include "io/dicom/slice_positions.h"

namespace osteosign {
namespace {

bool same_orientation(const ImagePlane& a, const ImagePlane& b) {
  const double limit = SlicePositionTolerances{}.orientation_deg * std::numbers::pi / 180;
  return a.row_direction.cross(b.row_direction).norm() < limit && a.row_direction.dot(b.row_direction) > 0 &&
         a.column_direction.cross(b.column_direction).norm() < limit &&
         a.column_direction.dot(b.column_direction) > 0;
}

bool same_spacing(const ImagePlane& a, const ImagePlane& b) {
  constexpr double tolerance = 1e-3;
  return std::abs(a.column_mm / b.column_mm - 1) < tolerance && std::abs(a.row_mm / b.row_mm - 1) < tolerance;
}

/// The first plane seen that is alike, so that rounding does not part what belongs together.
template <class Alike>
const ImagePlane& representative(std::vector<ImagePlane>& seen, const ImagePlane& plane, Alike alike) {
  const auto found =
      std::find_if(seen.begin(), seen.end(), [&](const ImagePlane& other) { return alike(other, plane); });
  if (found != seen.end()) return *found;
  seen.push_back(plane);
  return seen.back();
}

std::string first_three_values(const std::string& image_type) {
  std::size_t end = image_type.find('\\');
  for (int value = 1; value < 3 && end != std::string::npos; ++value) end = image_type.find('\\', end + 1);
  return image_type.substr(0, end);
}

/// Planes seen so far, for `representative`.
struct SeenPlanes {
  std::vector<ImagePlane> orientations;
  std::vector<ImagePlane> spacings;
};

std::vector<NamedValue> geometry_values(const InstanceHeader& header, SeenPlanes& seen) {
  const std::vector<ImagePlane>* planes = header.planes.if_known();
  if (planes == nullptr || planes->empty()) return {{"geometry", header.planes.reason()}};
  const ImagePlane& turned = representative(seen.orientations, planes->front(), same_orientation);
  const ImagePlane& spaced = representative(seen.spacings, planes->front(), same_spacing);
  return {{"ImageOrientationPatient (0020,0037)",
           fmt::format("{:.4f}\\{:.4f}", fmt::join(turned.row_direction, "\\"),
                       fmt::join(turned.column_direction, "\\"))},
          {"PixelSpacing (0028,0030)", fmt::format("{:.4f}\\{:.4f}", spaced.row_mm, spaced.column_mm)}};
}

/// What all images of one reconstruction share.
std::vector<NamedValue> shared_values(const InstanceHeader& header, SeenPlanes& seen) {
  std::vector<NamedValue> values{{"kind", header.why_other},
                                 {"Modality (0008,0060)", header.modality},
                                 {"SOPClassUID (0008,0016)", header.entry.sop_class_uid}};
  if (header.kind != SeriesKind::ct) return values;
  values.push_back({"ImageType (0008,0008)", first_three_values(header.image_type)});
  values.push_back({"ConvolutionKernel (0018,1210)", header.convolution_kernel});
  values.push_back({"RescaleType (0028,1054)", header.rescale_type});
  values.push_back({"matrix", fmt::format("{} x {}", header.columns, header.rows)});
  if (header.entry.number_of_frames > 1)
    values.push_back({"SOPInstanceUID (0008,0018)", header.entry.sop_instance_uid.empty()
                                                        ? header.entry.file.string()
                                                        : header.entry.sop_instance_uid});
  for (NamedValue& value : geometry_values(header, seen)) values.push_back(std::move(value));
  return values;
}

/// The values that not all parts share.
std::string note_of(const std::vector<NamedValue>& values, const std::vector<std::vector<NamedValue>>& all) {
  std::vector<std::string> telling;
  for (const NamedValue& value : values) {
    const bool shared = std::all_of(all.begin(), all.end(), [&value](const std::vector<NamedValue>& other) {
      return std::find(other.begin(), other.end(), value) != other.end();
    });
    if (!shared) telling.push_back(fmt::format("{} '{}'", value.name, value.value));
  }
  return fmt::format("{}", fmt::join(telling, ", "));
}

bool has_positions(const Reconstruction& part) {
  const InstanceHeader& header = part.headers.front();
  return header.kind == SeriesKind::ct && header.planes.known() && header.entry.number_of_frames == 1;
}

}  // namespace

std::vector<Reconstruction> separate_reconstructions(std::vector<InstanceHeader> series) {
  SeenPlanes seen;
  std::vector<std::vector<NamedValue>> values_of_part;
  std::vector<Reconstruction> parts;
  for (InstanceHeader& header : series) {
    const std::vector<NamedValue> values = shared_values(header, seen);
    const auto found = std::find(values_of_part.begin(), values_of_part.end(), values);
    const auto part = static_cast<std::size_t>(found - values_of_part.begin());
    if (found == values_of_part.end()) {
      values_of_part.push_back(values);
      parts.emplace_back();
    }
    parts[part].headers.push_back(std::move(header));
  }
  std::vector<Reconstruction> separated;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].note = note_of(values_of_part[i], values_of_part);
    if (!has_positions(parts[i])) {
      separated.push_back(std::move(parts[i]));
      continue;
    }
    for (Reconstruction& acquisition : separate_acquisitions(std::move(parts[i])))
      separated.push_back(std::move(acquisition));
  }
  return separated;
}

}  // namespace osteosign
