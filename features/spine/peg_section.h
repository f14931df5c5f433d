#pragma once
#include <optional>

#include "features/spine/canal_curve.h"

namespace osteosign {

/// A section of the dens: a round piece of bone that stands free within the ring of C1.
struct PegSection {
  Eigen::Vector3d middle_mm;
  double width_mm = 0;
  double depth_mm = 0;
};

/// The section of the dens in the plane across a point of the canal; nothing where none is seen. What must be
/// seen is listed at find_dens (dens.h).
std::optional<PegSection> free_peg(const CanalPoint& point, const SpineImage& image);

/// How wide the bone round a place is in the plane across a point of the canal, from edge to edge; at most 18
/// mm, 0 outside of the CT.
double width_of_bone_mm(const Eigen::Vector3d& middle_mm, const CanalPoint& point, const SpineImage& image);

}  // namespace osteosign
