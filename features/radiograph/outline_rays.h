#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/values/lesion.h"

namespace osteosign {

/// A point of an outline with the direction that leads out of the lesion there, in (columns, rows).
struct OutlineRay {
  Eigen::Vector2d pixel;
  Eigen::Vector2d outward;  ///< unit vector
};

/// Points about one pixel apart along the border of the largest component of an outline, in order, on the
/// half level of the outline smoothed by `smoothing_px` (a staircase would blur every margin), with the
/// gradient of the same as normal. Empty when the outline is.
std::vector<OutlineRay> rays_along_outline(const RadiographLesionOutline& outline, double smoothing_px);

}  // namespace osteosign
