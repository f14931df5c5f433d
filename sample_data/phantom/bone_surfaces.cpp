#include "sample_data/phantom/bone_surfaces.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign::phantom {

namespace {
constexpr double beyond_cortex_mm = 0.4;

double radius_of(const Eigen::Vector3d& point_mm) { return std::hypot(point_mm.x(), point_mm.y()); }
}  // namespace

double dent_profile(double distance) {
  if (distance <= 0.5) return 1;
  if (distance >= 1) return 0;
  return 0.5 * (1 + std::cos(2 * std::numbers::pi * (distance - 0.5)));
}

double BoneSurfaces::undamaged_radius_mm(double z_mm) const {
  if (bone_.flare_mm <= 0) return bone_.radius_mm;
  const double along = std::clamp((z_mm - bone_.flare_start_mm) / bone_.flare_length_mm, 0.0, 1.0);
  return bone_.radius_mm + bone_.flare_mm * along * along * (3 - 2 * along);
}

double BoneSurfaces::surface_distance_from_damage_mm(const Eigen::Vector3d& point_mm) const {
  const double arc_mm = undamaged_radius_mm(damage_.z_mm) * std::atan2(point_mm.y(), point_mm.x());
  return std::hypot(arc_mm, point_mm.z() - damage_.z_mm);
}

double BoneSurfaces::outer_radius_mm(const Eigen::Vector3d& point_mm) const {
  const double undamaged_mm = undamaged_radius_mm(point_mm.z());
  if (damage_.expansion_mm <= 0) return undamaged_mm;
  const double away_mm = surface_distance_from_damage_mm(point_mm);
  return undamaged_mm + damage_.expansion_mm * dent_profile(away_mm / damage_.expansion_radius_mm);
}

double BoneSurfaces::scalloped_cortex_mm(const Eigen::Vector3d& point_mm) const {
  if (damage_.scallop_fraction <= 0) return bone_.cortex_mm;
  const double away_mm = surface_distance_from_damage_mm(point_mm);
  return bone_.cortex_mm * (1 - damage_.scallop_fraction * dent_profile(away_mm / damage_.scallop_radius_mm));
}

double BoneSurfaces::cortex_mm(const Eigen::Vector3d& point_mm) const {
  const bool breached = surface_distance_from_damage_mm(point_mm) < damage_.breach_diameter_mm / 2;
  return breached ? 0 : scalloped_cortex_mm(point_mm);
}

double BoneSurfaces::filled_bone_distance_mm(const Eigen::Vector3d& point_mm) const {
  return radius_of(point_mm) - outer_radius_mm(point_mm);
}

double BoneSurfaces::marrow_distance_mm(const Eigen::Vector3d& point_mm) const {
  return radius_of(point_mm) - (outer_radius_mm(point_mm) - scalloped_cortex_mm(point_mm));
}

double BoneSurfaces::breach_distance_mm(const Eigen::Vector3d& point_mm) const {
  const double outer_mm = filled_bone_distance_mm(point_mm) - beyond_cortex_mm;
  const double inner_mm = -marrow_distance_mm(point_mm) - beyond_cortex_mm;
  // The hole narrows towards the axis, as a sector does.
  const double towards_axis = radius_of(point_mm) / undamaged_radius_mm(damage_.z_mm);
  const double side_mm =
      towards_axis * (surface_distance_from_damage_mm(point_mm) - damage_.breach_diameter_mm / 2);
  return std::max({outer_mm, inner_mm, side_mm});
}

double BoneSurfaces::steepness() const {
  // Slopes of the flare (smoothstep), of the dents (cosine over half a radius), and of a sector far along the
  // bone.
  const double flare = 1.5 * bone_.flare_mm / bone_.flare_length_mm;
  const double scallop =
      std::numbers::pi * bone_.cortex_mm * damage_.scallop_fraction / damage_.scallop_radius_mm;
  const double expansion = std::numbers::pi * damage_.expansion_mm / damage_.expansion_radius_mm;
  // Seen from near the axis the angle to the damage turns fast, which matters only to a damaged bone.
  const double turn = scallop > 0 || expansion > 0 || damage_.breach_diameter_mm > 0 ? 4 : 0;
  return 1 + flare + 2 * (scallop + expansion) + turn;
}

}  // namespace osteosign::phantom
