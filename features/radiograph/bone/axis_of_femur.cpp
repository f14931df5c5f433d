#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <optional>

#include "features/profile/order_statistics.h"
#include "features/radiograph/bone/bone_axis.h"
#include "features/radiograph/bone/lesion_pixels.h"

namespace osteosign {
namespace {

constexpr double reach_widths = 1.6;  // of shaft that is looked at beyond the lesion, in widths of the bone

FemurPart part_at(const FemurOnFilm& femur, const Eigen::Vector2d& pixel) {
  const int c = static_cast<int>(std::lround(pixel.x())), r = static_cast<int>(std::lround(pixel.y()));
  if (c < 0 || r < 0 || c >= femur.columns || r >= femur.rows) return FemurPart::none;
  return static_cast<FemurPart>(femur.parts[static_cast<std::size_t>(r) * femur.columns + c]);
}

bool is_tube(FemurPart part) { return part == FemurPart::diaphysis || part == FemurPart::metaphysis; }

/// Pixels of the tube, a coarse choice of them on large films.
std::vector<Eigen::Vector2d> tube_pixels(const FemurOnFilm& femur) {
  const int step = std::max(1, std::max(femur.columns, femur.rows) / 400);
  std::vector<Eigen::Vector2d> pixels;
  for (int r = 0; r < femur.rows; r += step)
    for (int c = 0; c < femur.columns; c += step)
      if (is_tube(static_cast<FemurPart>(femur.parts[static_cast<std::size_t>(r) * femur.columns + c])))
        pixels.emplace_back(c, r);
  return pixels;
}

Eigen::Vector2d long_axis(const std::vector<Eigen::Vector2d>& pixels) {
  Eigen::Vector2d mean(0, 0);
  for (const Eigen::Vector2d& p : pixels) mean += p / static_cast<double>(pixels.size());
  double xx = 0, xy = 0, yy = 0;
  for (const Eigen::Vector2d& p : pixels) {
    const Eigen::Vector2d d = p - mean;
    xx += d.x() * d.x();
    xy += d.x() * d.y();
    yy += d.y() * d.y();
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
  return {std::cos(angle), std::sin(angle)};
}

/// One slice across the tube.
struct Slice {
  double along_px;
  double left_px, right_px;
  double middle_px() const { return 0.5 * (left_px + right_px); }
};

/// The run of bone across the axis that holds the expected middle or begins within half a width of it;
/// nothing where that middle is no tube.
std::optional<Slice> slice_at(const FemurOnFilm& femur, const BoneAxis& axis, double along_px,
                              double expected_px) {
  const auto part = [&](double across_px) { return part_at(femur, axis.point(along_px, across_px)); };
  if (!is_tube(part(expected_px))) return std::nullopt;
  Slice slice{along_px, expected_px, expected_px};
  while (part(slice.left_px - 1) != FemurPart::none) slice.left_px -= 1;
  while (part(slice.right_px + 1) != FemurPart::none) slice.right_px += 1;
  slice.left_px -= 0.5;
  slice.right_px += 0.5;
  return slice;
}

/// Slices up and down the tube from the origin, until the tube ends or the film does.
std::vector<Slice> slices_of(const FemurOnFilm& femur, const BoneAxis& axis, const Extent& reach) {
  std::vector<Slice> slices;
  for (const int step : {-1, 1}) {
    double expected = 0;
    for (double along = step > 0 ? 0 : -1; along >= reach.least && along <= reach.largest; along += step) {
      const std::optional<Slice> slice = slice_at(femur, axis, along, expected);
      if (!slice) break;
      slices.push_back(*slice);
      expected = slice->middle_px();
    }
    if (step < 0) std::ranges::reverse(slices);
  }
  return slices;
}

double median_width(const std::vector<Slice>& slices) {
  std::vector<double> widths;
  for (const Slice& slice : slices) widths.push_back(slice.right_px - slice.left_px);
  return median(std::move(widths));
}

/// The parabola through the middles of the slices, robust against those of a bulging outline.
Eigen::Vector3d middle_line(const std::vector<Slice>& slices, double scale) {
  Eigen::Vector3d curve(0, 0, 0);
  for (int round = 0; round < 4; ++round) {
    Eigen::Matrix3d normal = 1e-9 * Eigen::Matrix3d::Identity();
    Eigen::Vector3d right(0, 0, 0);
    for (const Slice& slice : slices) {
      const double s = slice.along_px / scale;
      const Eigen::Vector3d powers(1, s, s * s);
      const double error = std::abs(slice.middle_px() - curve.dot(powers));
      const double weight = round == 0 ? 1 : 1 / std::max(1.0, error / (0.02 * scale));
      normal += weight * powers * powers.transpose();
      right += weight * slice.middle_px() * powers;
    }
    curve = normal.ldlt().solve(right);
  }
  return {curve[0], curve[1] / scale, curve[2] / (scale * scale)};
}

Eigen::Vector2d nearest(const std::vector<Eigen::Vector2d>& pixels, const Eigen::Vector2d& to) {
  return *std::ranges::min_element(pixels, {},
                                   [&](const Eigen::Vector2d& p) { return (p - to).squaredNorm(); });
}

Extent reach_of(const RadiographLesionOutline& lesion, const BoneAxis& axis) {
  Extent reach = extent_of(lesion, axis.origin_px, axis.along);
  reach.least -= reach_widths * axis.width_px;
  reach.largest += reach_widths * axis.width_px;
  return reach;
}

}  // namespace

Measured<BoneAxis> axis_of_femur(const FemurOnFilm& femur, const RadiographLesionOutline& lesion) {
  const Measured<Eigen::Vector2d> middle = middle_of(lesion);
  if (!middle.known()) return middle.unknown();
  const std::vector<Eigen::Vector2d> tube = tube_pixels(femur);
  constexpr std::size_t fewest_pixels = 100;
  if (tube.size() < fewest_pixels) return Unknown{"no shaft of the femur is seen"};
  BoneAxis axis;
  axis.along = long_axis(tube);
  axis.origin_px = nearest(tube, middle.value());
  const auto first = slice_at(femur, axis, 0, 0);
  if (!first) return Unknown{"no shaft of the femur is seen"};
  axis.width_px = first->right_px - first->left_px;
  axis.origin_px += first->middle_px() * axis.across(0);
  std::vector<Slice> slices;
  for (int round = 0; round < 3; ++round) {
    slices = slices_of(femur, axis, reach_of(lesion, axis));
    if (static_cast<double>(slices.size()) < 0.5 * axis.width_px)
      return Unknown{"the lesion lies in a part of the bone that is no tube"};
    axis.width_px = median_width(slices);
    if (round == 2) break;
    const Eigen::Vector3d curve = middle_line(slices, axis.width_px);
    const Eigen::Vector2d across = axis.across(0);
    axis.origin_px += curve[0] * across;
    axis.along = (axis.along + curve[1] * across).normalized();
    axis.bend_per_px += 2 * curve[2];
  }
  axis.first_px = static_cast<int>(slices.front().along_px);
  for (const Slice& slice : slices) axis.borders.push_back({slice.left_px, slice.right_px});
  constexpr double error_widths = 0.13;
  axis.border_error_px = std::max(3.0, error_widths * axis.width_px);
  return axis;
}

}  // namespace osteosign
