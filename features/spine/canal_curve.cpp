#include "features/spine/canal_curve.h"

#include <tbb/parallel_for.h>

#include <array>
#include <numbers>

#include "features/profile/smooth_curve.h"

namespace osteosign {
namespace {

constexpr double step_mm = 1;
constexpr double turn_wave_mm = 140;  // of the axial rotation, about five vertebrae

/// Points at equal steps along a chain of straight lines, with the weight of what lies nearest.
struct EvenPoints {
  std::vector<Eigen::Vector3d> points;
  std::vector<Eigen::Vector3d> weights;
};

EvenPoints evenly_spaced(const std::vector<Eigen::Vector3d>& points,
                         const std::vector<Eigen::Vector3d>& weights) {
  EvenPoints even{{points.front()}, {weights.front()}};
  double rest_mm = 0;  // way since the last point that was added
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double way_mm = (points[i] - points[i - 1]).norm();
    const bool is_gap = way_mm > 6 * step_mm;
    for (double at = step_mm - rest_mm; at <= way_mm; at += step_mm) {
      const double share = at / way_mm;
      even.points.push_back(points[i - 1] + share * (points[i] - points[i - 1]));
      even.weights.push_back((is_gap ? 0 : 1) * ((1 - share) * weights[i - 1] + share * weights[i]));
      if (is_gap && at <= step_mm) even.weights.back() = weights[i - 1];
    }
    rest_mm = std::fmod(rest_mm + way_mm, step_mm);
  }
  return even;
}

/// Sum of bone in a disc where a vertebral body would lie when the forward direction is turned by `turn`.
double body_mass(const CtSampler& sampler, const SpineImage& image, const CanalPoint& point, double turn) {
  const Eigen::Vector3d forward = std::cos(turn) * point.forward + std::sin(turn) * left_of(point);
  const Eigen::Vector3d left = point.tangent.cross(forward);
  const Eigen::Vector3d centre = point.centre_mm + 22 * forward;
  double mass = 0;
  for (double v = -12; v <= 12; v += 3)
    for (double u = -12; u <= 12; u += 3)
      if (u * u + v * v <= 150)
        mass += sampler.is_in(image.bone, centre + u * left + v * forward) ? 1.0 : 0.0;
  return mass;
}

/// Turn of the bodies from `forward` in radians with the weight of that finding.
struct Turn {
  double angle = 0;
  double weight = 0;
};

Turn best_turn(const CtSampler& sampler, const SpineImage& image, const CanalPoint& point) {
  constexpr double deg = std::numbers::pi / 180;
  double sum = 0, moment = 0, most = 0;
  std::array<double, 25> masses{};
  for (int i = 0; i < 25; ++i) {
    masses[static_cast<std::size_t>(i)] = body_mass(sampler, image, point, (i - 12) * 5 * deg);
    most = std::max(most, masses[static_cast<std::size_t>(i)]);
  }
  for (int i = 0; i < 25; ++i) {
    const double above = std::max(0.0, masses[static_cast<std::size_t>(i)] - 0.7 * most);
    sum += above;
    moment += above * (i - 12) * 5 * deg;
  }
  return sum > 0 ? Turn{moment / sum, most} : Turn{};
}

}  // namespace

Eigen::Vector3d anterior_across(const Eigen::Vector3d& tangent) {
  const Eigen::Vector3d anterior(0, -1, 0);
  return (anterior - anterior.dot(tangent) * tangent).normalized();
}

std::vector<CanalPoint> smooth_canal(const std::vector<Eigen::Vector3d>& points_mm,
                                     const std::vector<Eigen::Vector3d>& weights, double wave_mm) {
  const EvenPoints even = evenly_spaced(points_mm, weights);
  const std::size_t count = even.points.size();
  std::vector<CanalPoint> canal(count);
  for (int axis = 0; axis < 3; ++axis) {
    std::vector<double> coordinate(count), axis_weights(count);
    for (std::size_t i = 0; i < count; ++i) {
      coordinate[i] = even.points[i][axis];
      axis_weights[i] = even.weights[i][axis];
    }
    coordinate = robustly_smoothed(coordinate, axis_weights, stiffness_of_wave(wave_mm, step_mm), 0.5);
    for (std::size_t i = 0; i < count; ++i) canal[i].centre_mm[axis] = coordinate[i];
  }
  if (count > 1 && canal.front().centre_mm.z() < canal.back().centre_mm.z()) std::ranges::reverse(canal);
  for (std::size_t i = 0; i < count; ++i) {
    const Eigen::Vector3d along =
        canal[i > 0 ? i - 1 : i].centre_mm - canal[std::min(i + 1, count - 1)].centre_mm;
    canal[i].tangent = along.norm() > 0 ? along.normalized() : Eigen::Vector3d::UnitZ();
    canal[i].forward = anterior_across(canal[i].tangent);
    if (i > 0) canal[i].arc_mm = canal[i - 1].arc_mm + (canal[i].centre_mm - canal[i - 1].centre_mm).norm();
  }
  return canal;
}

std::vector<CanalPoint> turn_to_bodies(std::vector<CanalPoint> canal, const SpineImage& image) {
  const CtSampler sampler(image.ct);
  std::vector<double> angles(canal.size()), weights(canal.size());
  tbb::parallel_for(std::size_t{0}, canal.size(), [&](std::size_t i) {
    const Turn turn = best_turn(sampler, image, canal[i]);
    angles[i] = turn.angle;
    weights[i] = turn.weight + 1;
  });
  angles = robustly_smoothed(angles, weights, stiffness_of_wave(turn_wave_mm, step_mm), 0.1);
  for (std::size_t i = 0; i < canal.size(); ++i) {
    const Eigen::Vector3d left = left_of(canal[i]);
    canal[i].forward = (std::cos(angles[i]) * canal[i].forward + std::sin(angles[i]) * left).normalized();
  }
  return canal;
}

}  // namespace osteosign
