#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/bone_phantom.h"

namespace osteosign::phantom {

/// Periosteal and endosteal surface of a long bone with damage, in the phantom frame.
class BoneSurfaces {
 public:
  BoneSurfaces(const LongBone& bone, const CorticalDamage& damage) : bone_(bone), damage_(damage) {}

  /// Radius of the periosteal surface without damage.
  double undamaged_radius_mm(double z_mm) const;
  /// Radius of the periosteal surface; a breach does not change it.
  double outer_radius_mm(const Eigen::Vector3d& point_mm) const;
  /// Thickness of cortex on the ray from the axis through the point, 0 in a breach.
  double cortex_mm(const Eigen::Vector3d& point_mm) const;

  /// Signed distances in mm, negative inside.
  double filled_bone_distance_mm(const Eigen::Vector3d& point_mm) const;
  double marrow_distance_mm(const Eigen::Vector3d& point_mm) const;
  /// The hole reaches a little into the soft tissue and the marrow, so that no skin of cortex is left over
  /// it.
  double breach_distance_mm(const Eigen::Vector3d& point_mm) const;
  /// How much each of the distances above may change per mm (Layer::steepness).
  double steepness() const;

 private:
  /// Distance from the centre of the damage, measured on the undamaged periosteal surface.
  double surface_distance_from_damage_mm(const Eigen::Vector3d& point_mm) const;
  double scalloped_cortex_mm(const Eigen::Vector3d& point_mm) const;

  LongBone bone_;
  CorticalDamage damage_;
};

/// Part of a dent of radius 1 at `distance` from its centre: 1 to half of the radius, then a cosine to 0
/// at 1.
double dent_profile(double distance);

}  // namespace osteosign::phantom
