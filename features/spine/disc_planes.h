#pragma once
#include <vector>

#include "features/spine/vertebra_chain.h"

namespace osteosign {

/// The middle plane of a disc in patient space.
struct DiscPlane {
  Eigen::Vector3d centre_mm;  ///< on the axis of the bodies
  Eigen::Vector3d normal;     ///< unit vector, cranial
  double thickness_mm = 0;    ///< mean distance of its endplates; 0 when they were not told apart
  double strength = 0;        ///< of the sign of the disc, see DiscSign
  int s = 0;                  ///< plane of the straightened spine nearest to its centre

  /// Way from the plane to a point, cranial positive.
  double above(const Eigen::Vector3d& point_mm) const { return normal.dot(point_mm - centre_mm); }
};

/// Each disc of the chain as the plane half way between its endplates, in native voxels (methods A2.2 step
/// 5): first the plane that shows the brightest pair of ridges, then a robust plane through the edges of
/// either endplate, column by column.
std::vector<DiscPlane> disc_planes(const VertebraChain& chain, const BodyAxis& axis, const SpineImage& image);

}  // namespace osteosign
