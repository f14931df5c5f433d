#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "features/spine/body_axis.h"
#include "features/spine/disc_planes.h"
#include "features/spine/find_canal.h"

namespace osteosign {

/// Where a point lies with respect to the straightened spine.
struct AxisPlace {
  int s = 0;       ///< nearest plane
  float u = 0;     ///< to the left of the axis, mm
  float v = 0;     ///< in front of it, mm
  float over = 0;  ///< over that plane, mm; more than 1 only beyond the ends
};

/// The body axis with the canal beside it.
class SpineAxis {
 public:
  SpineAxis(const BodyAxis& axis, const Canal& canal);

  int planes() const { return static_cast<int>(axis_.points.size()); }
  const BodyAxis& body() const { return axis_; }
  double radius_mm(int s) const { return axis_.radius_mm[static_cast<std::size_t>(s)]; }
  double canal_v(int s) const { return -axis_.to_canal_mm[static_cast<std::size_t>(s)]; }
  /// Front wall of the canal, which is the back of the body.
  double front_wall_v(int s) const { return front_wall_v_[static_cast<std::size_t>(s)]; }
  double back_wall_v(int s) const { return back_wall_v_[static_cast<std::size_t>(s)]; }
  double canal_half_width_mm(int s) const { return half_width_mm_[static_cast<std::size_t>(s)]; }

  /// `near` is a plane to start from; the plane of a neighbouring voxel.
  AxisPlace place_of(const Eigen::Vector3d& point_mm, int near) const;

 private:
  BodyAxis axis_;
  std::vector<double> front_wall_v_;
  std::vector<double> back_wall_v_;
  std::vector<double> half_width_mm_;
};

/// Levels along the spine by the planes of its discs: k + 0.5 is half way from disc k to disc k + 1; below 0
/// lies what is above the first disc, in lengths of a vertebra.
class LevelScale {
 public:
  /// `first_length_mm`: how far the vertebra above the first disc reaches, where that is known.
  LevelScale(std::vector<DiscPlane> discs, const SpineAxis& axis, double length_per_radius,
             std::optional<double> first_length_mm = std::nullopt);
  double level_of(const Eigen::Vector3d& point_mm, int s) const;
  const std::vector<DiscPlane>& discs() const { return discs_; }
  int count() const { return static_cast<int>(discs_.size()); }
  /// Length of the vertebra below disc k; -1 and count() - 1 are estimates of those beyond the ends.
  double length_mm(int k) const;

 private:
  std::vector<DiscPlane> discs_;
  double first_length_mm_ = 25;
  double last_length_mm_ = 25;
};

}  // namespace osteosign
