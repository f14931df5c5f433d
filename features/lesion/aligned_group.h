#pragma once
#include <vector>

#include "features/profile/profile.h"
#include "features/shape/surface_points.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// The rays of some surface points, each moved along itself so that their edges lie on one smooth surface:
/// rays out of step would widen the edge of their mean. How far a ray is out of step is one Gauss-Newton step
/// of a least-squares shift against the mean of all; a quadratic surface over the tangent plane through these
/// shifts takes the noise of single rays off. At most `largest_mm`; fewer rays than a quadratic surface needs
/// stay as they are. The moved rays are sampled anew, since moving samples would blur them. All rays share
/// one step and hold values; `members` are their points. Own method.
std::vector<Profile> aligned_group(const CtVolume& ct, const SurfacePoints& surface,
                                   const std::vector<std::size_t>& members, const std::vector<Profile>& rays,
                                   double largest_mm);

}  // namespace osteosign
