#include "io/dicom/in_plane_layout.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

#include "io/images/ct_volume.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// In-plane offset of each slice from the first, in mm along columns and rows.
std::vector<Eigen::Vector2d> in_plane_offsets_mm(const std::vector<ImagePlane>& ordered) {
  std::vector<Eigen::Vector2d> offsets;
  const ImagePlane& first = ordered.front();
  for (const ImagePlane& plane : ordered) {
    const Eigen::Vector3d offset = plane.position_mm - first.position_mm;
    offsets.emplace_back(offset.dot(first.row_direction), offset.dot(first.column_direction));
  }
  return offsets;
}

/// Least-squares line through the offsets over the distance along the normal: the stacking direction.
struct StackingLine {
  Eigen::Vector2d start_mm = Eigen::Vector2d::Zero();
  Eigen::Vector2d slope = Eigen::Vector2d::Zero();
  double mean_along_mm = 0;
  double largest_residual_mm = 0;
};

StackingLine stacking_line(const std::vector<ImagePlane>& ordered,
                           const std::vector<Eigen::Vector2d>& offsets) {
  const Eigen::Vector3d normal = ordered.front().normal();
  const auto along = [&](std::size_t i) {
    return (ordered[i].position_mm - ordered.front().position_mm).dot(normal);
  };
  StackingLine line;
  const double count = static_cast<double>(ordered.size());
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    line.mean_along_mm += along(i) / count;
    line.start_mm += offsets[i] / count;
  }
  double along_squared = 0;
  Eigen::Vector2d along_offset = Eigen::Vector2d::Zero();
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const double centred = along(i) - line.mean_along_mm;
    along_squared += centred * centred;
    along_offset += centred * (offsets[i] - line.start_mm);
  }
  if (along_squared > 0) line.slope = along_offset / along_squared;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const Eigen::Vector2d on_line = line.start_mm + line.slope * (along(i) - line.mean_along_mm);
    line.largest_residual_mm = std::max(line.largest_residual_mm, (offsets[i] - on_line).norm());
  }
  return line;
}

double snapped_to_whole(double shift_px) {
  constexpr double rounding_px = 1e-3;
  return std::abs(shift_px - std::round(shift_px)) < rounding_px ? std::round(shift_px) : shift_px;
}

/// Shift of each slice along one axis, in pixels from the smallest.
std::vector<double> axis_shifts_px(const std::vector<Eigen::Vector2d>& offsets_mm, int axis, double pixel_mm,
                                   const SlicePositionTolerances& tolerances) {
  double lowest = 0;
  double highest = 0;
  for (const Eigen::Vector2d& offset : offsets_mm) {
    lowest = std::min(lowest, offset[axis] / pixel_mm);
    highest = std::max(highest, offset[axis] / pixel_mm);
  }
  std::vector<double> shifts(offsets_mm.size(), 0.0);
  if (highest - lowest <= tolerances.in_plane_shift_px) return shifts;
  for (std::size_t i = 0; i < shifts.size(); ++i)
    shifts[i] = snapped_to_whole(offsets_mm[i][axis] / pixel_mm - lowest);
  return shifts;
}

/// Two neighbouring source pixels and the weight of the upper one, for a raster pixel along one axis.
struct SourcePair {
  int lower = -1;  ///< -1: outside the slice
  int upper = -1;
  float upper_weight = 0;
};

std::vector<SourcePair> source_pairs(int raster_count, int slice_count, double shift_px) {
  std::vector<SourcePair> pairs(static_cast<std::size_t>(raster_count));
  for (int place = 0; place < raster_count; ++place) {
    const double source = place - shift_px;
    const int lower = static_cast<int>(std::floor(source));
    const float weight = static_cast<float>(source - lower);
    const int upper = weight > 0 ? lower + 1 : lower;
    if (lower >= 0 && upper < slice_count) pairs[static_cast<std::size_t>(place)] = {lower, upper, weight};
  }
  return pairs;
}

}  // namespace

InPlaneLayout lay_out_slices(const std::vector<ImagePlane>& ordered, int columns, int rows,
                             const SlicePositionTolerances& tolerances) {
  const ImagePlane& first = ordered.front();
  const std::vector<Eigen::Vector2d> offsets = in_plane_offsets_mm(ordered);
  const std::vector<double> right = axis_shifts_px(offsets, 0, first.column_mm, tolerances);
  const std::vector<double> down = axis_shifts_px(offsets, 1, first.row_mm, tolerances);
  InPlaneLayout layout;
  for (std::size_t i = 0; i < ordered.size(); ++i) layout.shift_px.emplace_back(right[i], down[i]);
  Eigen::Vector2d largest = Eigen::Vector2d::Zero();
  for (const Eigen::Vector2d& shift : layout.shift_px) largest = largest.cwiseMax(shift);
  layout.origin_mm = first.position_mm - layout.shift_px.front().x() * first.column_mm * first.row_direction -
                     layout.shift_px.front().y() * first.row_mm * first.column_direction;
  if (largest.norm() > 0) {
    const StackingLine line = stacking_line(ordered, offsets);
    layout.tilt_deg = std::atan(line.slope.norm()) * 180 / std::numbers::pi;
    layout.irregular_mm = line.largest_residual_mm;
  }
  if (layout.tilt_deg > tolerances.steepest_tilt_deg)
    throw InputError(
        fmt::format("the slices are stacked at {:.1f} degrees from their normal (ImagePositionPatient "
                    "(0020,0032)); no gantry tilts by more than {:.0f}",
                    layout.tilt_deg, tolerances.steepest_tilt_deg),
        FailureKind::not_usable);
  layout.columns = columns + static_cast<int>(std::ceil(largest.x()));
  layout.rows = rows + static_cast<int>(std::ceil(largest.y()));
  return layout;
}

std::vector<std::int16_t> shifted_slice(const std::vector<std::int16_t>& slice, int columns, int rows,
                                        const Eigen::Vector2d& shift_px, const InPlaneLayout& raster) {
  const std::vector<SourcePair> across = source_pairs(raster.columns, columns, shift_px.x());
  const std::vector<SourcePair> down = source_pairs(raster.rows, rows, shift_px.y());
  std::vector<std::int16_t> shifted(static_cast<std::size_t>(raster.columns) * down.size(),
                                    CtVolume::padding_hu);
  for (std::size_t row = 0; row < down.size(); ++row) {
    if (down[row].lower < 0) continue;
    const std::int16_t* above = slice.data() + static_cast<std::ptrdiff_t>(down[row].lower) * columns;
    const std::int16_t* below = slice.data() + static_cast<std::ptrdiff_t>(down[row].upper) * columns;
    const float below_weight = down[row].upper_weight;
    for (std::size_t column = 0; column < across.size(); ++column) {
      const auto [left, right, right_weight] = across[column];
      if (left < 0) continue;
      const float top = above[left] + right_weight * static_cast<float>(above[right] - above[left]);
      const float bottom = below[left] + right_weight * static_cast<float>(below[right] - below[left]);
      shifted[row * across.size() + column] =
          static_cast<std::int16_t>(std::lround(top + below_weight * (bottom - top)));
    }
  }
  return shifted;
}

}  // namespace osteosign
