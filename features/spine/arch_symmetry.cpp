#include "features/spine/arch_symmetry.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "features/profile/smooth_curve.h"

namespace osteosign {
namespace {

constexpr double wave_mm = 140;   // of the axial rotation, about five vertebrae
constexpr double window_mm = 15;  // with a pedicle or a lamina in each
constexpr int turns = 21;
constexpr double turn_step_deg = 2;
constexpr double least_weight = 1e-3;  // where nothing tells the turn, it is that of the points around

double angle_of(double turn) { return (turn - (turns - 1) / 2.0) * turn_step_deg * std::numbers::pi / 180; }

/// Bone that lies on bone, and all bone, for each turn.
struct Overlap {
  std::array<double, turns> unlike{};
  std::array<double, turns> all{};

  void add(const Overlap& other) {
    for (std::size_t turn = 0; turn < turns; ++turn) {
      unlike[turn] += other.unlike[turn];
      all[turn] += other.all[turn];
    }
  }
};

/// Pedicles and transverse processes at the sides, and the laminae behind. Full density is that of cortex,
/// three times as far above muscle as the threshold of bone.
Overlap overlap_at(const CtSampler& sampler, const SpineImage& image, const CanalPoint& point) {
  constexpr double nearest_mm = 4, farthest_mm = 36, front_mm = 12, back_mm = -24, step_mm = 2;
  const auto density = [&](const Eigen::Vector3d& at) {
    return std::clamp((sampler.hu_at(at) - image.muscle_hu) / (3 * (image.growth_hu - image.muscle_hu)), 0.0,
                      1.0);
  };
  Overlap overlap;
  for (std::size_t turn = 0; turn < turns; ++turn) {
    const double angle = angle_of(static_cast<double>(turn));
    const Eigen::Vector3d forward = std::cos(angle) * point.forward + std::sin(angle) * left_of(point);
    const Eigen::Vector3d left = point.tangent.cross(forward);
    for (double v = back_mm; v <= front_mm; v += step_mm)
      for (double u = nearest_mm; u <= farthest_mm; u += step_mm) {
        const Eigen::Vector3d middle = point.centre_mm + v * forward;
        const Eigen::Vector3d one = middle + u * left, other = middle - u * left;
        if (!sampler.contains(one) || !sampler.contains(other)) continue;
        const double at_one = density(one), at_other = density(other);
        overlap.unlike[turn] += std::abs(at_one - at_other);
        overlap.all[turn] += at_one + at_other;
      }
  }
  return overlap;
}

/// Turn from `forward` in radians and how much better it is than the others.
struct Turn {
  double angle = 0;
  double weight = 0;
};

Turn best_turn(const Overlap& overlap) {
  std::array<double, turns> alike{};
  double sum = 0;
  for (std::size_t turn = 0; turn < turns; ++turn) {
    if (overlap.all[turn] <= 0) return {};
    alike[turn] = 1 - overlap.unlike[turn] / overlap.all[turn];
    sum += alike[turn] / turns;
  }
  const auto best = static_cast<std::size_t>(std::ranges::max_element(alike) - alike.begin());
  double place = static_cast<double>(best);
  if (best > 0 && best + 1 < turns) {
    const double before = alike[best - 1], after = alike[best + 1];
    const double curvature = before - 2 * alike[best] + after;
    if (curvature < 0) place += std::clamp(0.5 * (before - after) / curvature, -0.5, 0.5);
  }
  return {angle_of(place), alike[best] - sum};
}

/// Angle of `forward` from the patient's anterior, towards the left.
double turn_from_anterior(const CanalPoint& point) {
  CanalPoint anterior = point;
  anterior.forward = anterior_across(point.tangent);
  return std::atan2(point.forward.dot(left_of(anterior)), point.forward.dot(anterior.forward));
}

}  // namespace

std::vector<CanalPoint> turn_to_middle_plane(std::vector<CanalPoint> canal, const SpineImage& image) {
  const CtSampler sampler(image.ct);
  std::vector<Overlap> overlaps(canal.size());
  tbb::parallel_for(std::size_t{0}, canal.size(),
                    [&](std::size_t at) { overlaps[at] = overlap_at(sampler, image, canal[at]); });
  std::vector<double> angles(canal.size()), weights(canal.size());
  for (std::size_t at = 0; at < canal.size(); ++at) {
    Overlap window;
    for (std::size_t near = 0; near < canal.size(); ++near)
      if (std::abs(canal[near].arc_mm - canal[at].arc_mm) <= window_mm) window.add(overlaps[near]);
    const Turn turn = best_turn(window);
    angles[at] = turn_from_anterior(canal[at]) + turn.angle;
    weights[at] = turn.weight + least_weight;
  }
  angles = robustly_smoothed(angles, weights, stiffness_of_wave(wave_mm, 1), 0.03);
  for (std::size_t i = 0; i < canal.size(); ++i) {
    canal[i].forward = anterior_across(canal[i].tangent);
    canal[i].forward =
        (std::cos(angles[i]) * canal[i].forward + std::sin(angles[i]) * left_of(canal[i])).normalized();
  }
  return canal;
}

}  // namespace osteosign
