#include "features/spine/spine_region.h"

#include <algorithm>

#include "features/profile/smooth_curve.h"

namespace osteosign {
namespace {

/// Mean radius of a section over rays around a direction given in turns from the front.
double mean_radius(const CanalSection& section, double turns, int around) {
  const auto count = static_cast<int>(CanalSection::ray_count);
  const int middle = static_cast<int>(std::lround(turns * count));
  double sum = 0;
  for (int i = middle - around; i <= middle + around; ++i)
    sum += section.radius_mm[static_cast<std::size_t>((i % count + count) % count)];
  return sum / (2 * around + 1);
}

std::size_t nearest_canal_point(const std::vector<CanalPoint>& canal, const Eigen::Vector3d& point_mm) {
  std::size_t nearest = 0;
  double least = 1e18;
  for (std::size_t i = 0; i < canal.size(); ++i) {
    const double distance = (canal[i].centre_mm - point_mm).squaredNorm();
    if (distance >= least) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}

}  // namespace

SpineAxis::SpineAxis(const BodyAxis& axis, const Canal& canal) : axis_(axis) {
  for (std::size_t s = 0; s < axis_.points.size(); ++s) {
    const Eigen::Vector3d behind = axis_.points[s].centre_mm - axis_.to_canal_mm[s] * axis_.points[s].forward;
    const CanalSection& section = canal.sections[nearest_canal_point(canal.points, behind)];
    front_wall_v_.push_back(-axis_.to_canal_mm[s] + mean_radius(section, 0, 3));
    back_wall_v_.push_back(-axis_.to_canal_mm[s] - mean_radius(section, 0.5, 2));
    half_width_mm_.push_back((mean_radius(section, 0.25, 3) + mean_radius(section, 0.75, 3)) / 2);
  }
  const std::vector<double> even(axis_.points.size(), 1);
  const double stiffness = stiffness_of_wave(30, 1);
  front_wall_v_ = robustly_smoothed(front_wall_v_, even, stiffness, 1);
  back_wall_v_ = robustly_smoothed(back_wall_v_, even, stiffness, 1);
  half_width_mm_ = robustly_smoothed(half_width_mm_, even, stiffness, 1);
}

AxisPlace SpineAxis::place_of(const Eigen::Vector3d& point_mm, int near) const {
  int s = std::clamp(near, 0, planes() - 1);
  for (int pass = 0; pass < 12; ++pass) {
    const CanalPoint& point = axis_.points[static_cast<std::size_t>(s)];
    const double over = point.tangent.dot(point_mm - point.centre_mm);
    const int next = std::clamp(s - static_cast<int>(std::lround(over * 0.8)), 0, planes() - 1);
    if (next == s) break;
    s = next;
  }
  const CanalPoint& point = axis_.points[static_cast<std::size_t>(s)];
  const Eigen::Vector3d way = point_mm - point.centre_mm;
  return {s, static_cast<float>(way.dot(left_of(point))), static_cast<float>(way.dot(point.forward)),
          static_cast<float>(way.dot(point.tangent))};
}

LevelScale::LevelScale(std::vector<DiscPlane> discs, const SpineAxis& axis, double length_per_radius,
                       std::optional<double> first_length_mm)
    : discs_(std::move(discs)) {
  if (discs_.empty()) return;
  first_length_mm_ = length_per_radius * std::max(6.0, axis.radius_mm(discs_.front().s));
  if (first_length_mm) first_length_mm_ = *first_length_mm;
  last_length_mm_ = length_per_radius * std::max(6.0, axis.radius_mm(discs_.back().s));
}

double LevelScale::length_mm(int k) const {
  if (k < 0) return first_length_mm_;
  if (k + 1 >= count()) return last_length_mm_;
  return (discs_[static_cast<std::size_t>(k)].centre_mm - discs_[static_cast<std::size_t>(k) + 1].centre_mm)
      .norm();
}

double LevelScale::level_of(const Eigen::Vector3d& point_mm, int s) const {
  if (discs_.empty()) return 0;
  int k = 0;  // the disc before or at s
  while (k + 1 < count() && discs_[static_cast<std::size_t>(k) + 1].s <= s) ++k;
  // Tilted discs: a step to the neighbouring one where the planes say so.
  const auto above = [&](int i) { return discs_[static_cast<std::size_t>(i)].above(point_mm); };
  if (k > 0 && above(k) > 0) --k;
  if (k + 1 < count() && above(k + 1) < 0) ++k;
  const double over = above(k);
  if (k == 0 && over > 0) return -over / length_mm(-1);
  if (k + 1 == count()) return over > 0 ? k : k - over / length_mm(k);
  const double under = -over, rest = std::max(0.0, above(k + 1));
  if (under <= 0) return k;
  return k + under / std::max(under + rest, 1e-6);
}

}  // namespace osteosign
