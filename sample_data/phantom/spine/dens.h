#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/spine/bone_distances.h"
#include "sample_data/phantom/spine/vertebral_body.h"

namespace osteosign::phantom {

/// What C2 has above its body, in its frame: the dens and, beside it, the lateral masses that carry C1.
class Dens {
 public:
  Dens(const VertebralBody& body, const SpineBone& bone);

  BoneDistances distances(const Eigen::Vector3d& point_mm) const;
  Eigen::Vector3d lowest_mm() const;
  Eigen::Vector3d highest_mm() const;

  const Eigen::Vector3d& base_mm() const { return base_mm_; }  ///< on its axis, at the top of the body
  Eigen::Vector3d tip_mm() const;
  double radius_mm() const { return radius_mm_; }
  double cortex_mm() const { return cortex_mm_; }
  double scale() const { return scale_; }  ///< size factor of the vertebra

 private:
  double scale_;
  double cortex_mm_;
  double radius_mm_;
  double height_mm_;
  Eigen::Vector3d base_mm_;
};

}  // namespace osteosign::phantom
