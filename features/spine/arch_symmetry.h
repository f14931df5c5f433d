#pragma once
#include <vector>

#include "features/spine/canal_curve.h"

namespace osteosign {

/// The same points with `forward` in the middle plane of the arches: of all turns within 20 degrees of the
/// given one, that which lays left and right of pedicles, laminae and processes on each other best, smoothed
/// along the canal. Arches are dense where bodies of poor marrow cannot be told from muscle, and what one of
/// them has lost moves the plane little. The given direction stays where no turn is better than another.
std::vector<CanalPoint> turn_to_middle_plane(std::vector<CanalPoint> canal, const SpineImage& image);

}  // namespace osteosign
