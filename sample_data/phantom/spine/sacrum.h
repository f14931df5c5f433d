#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/spine/bone_distances.h"
#include "sample_data/phantom/spine/spine_shape.h"

namespace osteosign::phantom {

/// A sacrum in its frame (origin in the middle of its upper endplate, x left, y posterior, z cranial): one
/// solid with wings, four foramina and a canal that narrows.
class Sacrum {
 public:
  Sacrum(double size_factor, const SpineBone& bone) : scale_(size_factor), bone_(bone) {}

  BoneDistances distances(const Eigen::Vector3d& point_mm) const;
  double canal_distance_mm(const Eigen::Vector3d& point_mm) const;
  Eigen::Vector3d lowest_mm() const { return scale_ * Eigen::Vector3d(-62, -36, -102); }
  Eigen::Vector3d highest_mm() const { return scale_ * Eigen::Vector3d(62, 52, 14); }

 private:
  double scale_;
  SpineBone bone_;
};

}  // namespace osteosign::phantom
