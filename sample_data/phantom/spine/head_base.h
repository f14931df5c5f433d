#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/spine/dens.h"

namespace osteosign::phantom {

/// What lies above C2, in its frame: C1 as a ring without a body, and the base of the skull with its condyles
/// and the foramen magnum. Left and right are mirror images.
class HeadBase {
 public:
  HeadBase(const Dens& dens, const SpineBone& bone);

  BoneDistances atlas_distances(const Eigen::Vector3d& point_mm) const;
  BoneDistances skull_distances(const Eigen::Vector3d& point_mm) const;
  /// Distance from the inside of the skull.
  double cavity_distance_mm(const Eigen::Vector3d& point_mm) const;

  Eigen::Vector3d atlas_lowest_mm() const;
  Eigen::Vector3d atlas_highest_mm() const;
  Eigen::Vector3d skull_lowest_mm() const;
  Eigen::Vector3d skull_highest_mm() const;

 private:
  /// From the base of the dens, on the left side, at size factor 1.
  Eigen::Vector3d from_dens(const Eigen::Vector3d& point_mm) const;

  double scale_;
  double cortex_mm_;
  Eigen::Vector3d dens_base_mm_;
  double dens_radius_mm_;  ///< at size factor 1, as all below
};

}  // namespace osteosign::phantom
