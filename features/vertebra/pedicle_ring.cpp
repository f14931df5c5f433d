#include "features/vertebra/pedicle_ring.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr int sectors = 36;
constexpr double step_mm = 0.25;
constexpr double beyond_mm = 4;           // of the outline, so that soft tissue outside is seen
constexpr double peak_beyond_mm = 2;      // cortex farther out is another bone's
constexpr double peak_from_share = 0.35;  // of the radius
constexpr double peak_reach_mm = 2.5;
constexpr double densest_marrow_hu = 350;  // narrow pedicles are dense to their axis

double radius_mm(const PedicleOutline& outline, double angle) {
  return 1 / std::hypot(std::cos(angle) / outline.half_mm.x(), std::sin(angle) / outline.half_mm.y());
}

/// Mass of the highest rise near the outline of a profile from the axis outwards.
double cortical_mass_mm(const Profile& profile, double radius, double cortex_hu) {
  std::size_t peak = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double way = profile.position(i);
    if (way < peak_from_share * radius || way > radius + peak_beyond_mm) continue;
    if (peak == 0 || profile.values[i] > profile.values[peak]) peak = i;
  }
  const double at = profile.position(peak);
  const auto least = [&](double from, double to) {
    const Profile part = cut(profile, from, to);
    return part.size() == 0 ? densest_marrow_hu : *std::min_element(part.values.begin(), part.values.end());
  };
  const double inside = std::min(densest_marrow_hu, least(0, at));
  const double outside = least(at, at + beyond_mm);
  double mass = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double way = profile.position(i) - at;
    if (std::abs(way) <= peak_reach_mm) mass += (profile.values[i] - (way < 0 ? inside : outside)) * step_mm;
  }
  return mass / (cortex_hu - outside);
}

}  // namespace

MeasuredQuantity ring_completeness(const CtVolume& ct, const VertebraFrame& frame, const PedicleSpace& space,
                                   Side side, const PedicleOutline& outline, const PedicleBone& bone,
                                   const PedicleParameters& parameters) {
  if (!bone.isthmus_area.known()) return bone.isthmus_area.unknown();
  const double sign = side == Side::left ? 1 : -1;
  int with_cortex = 0;
  for (int sector = 0; sector < sectors; ++sector) {
    const double angle = 2 * std::numbers::pi * sector / sectors;
    const double radius = radius_mm(outline, angle);
    const Eigen::Vector3d direction(sign * std::cos(angle), 0, std::sin(angle));
    std::vector<Profile> rays;
    for (const double along : {-1.0, 0.0, 1.0}) {
      const Eigen::Vector2d axis = bone.isthmus_mm + along * outline.slope;
      const Eigen::Vector3d local(space.middle_x_mm + sign * axis.x(), bone.isthmus_y_mm + along, axis.y());
      const Measured<Profile> ray = sample_ray(ct, frame.patient_from_local(local), frame.axes * direction,
                                               {.inward = 0, .outward = radius + beyond_mm, .step = step_mm});
      if (!ray.known()) return Unknown{"the pedicle is cut by the border of the volume"};
      rays.push_back(ray.value());
    }
    const Measured<Profile> pooled = pool(rays, 0);
    if (!pooled.known()) return pooled.unknown();
    with_cortex +=
        cortical_mass_mm(pooled.value(), radius, parameters.cortex_hu) >= parameters.ring_cortex_mm;
  }
  return Quantity{static_cast<double>(with_cortex) / sectors, Unit::fraction};
}

}  // namespace osteosign
