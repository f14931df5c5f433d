#pragma once
#include <cstdint>
#include <vector>

#include "features/find/lesion_box.h"

namespace osteosign {

/// Moves the border of a voxel mask to the half level between the lesion and what lies outside of it: an edge
/// (or an edge with a dense rim or cortex behind it) is fitted to pooled rays along the normals of the
/// surface, in native intensities. The blur of the scanner moves the half level of a curved surface inwards
/// by half the trace of (its covariance times the curvature); that is taken back. Returns the membership
/// described at `outline_lesion_from_seed`, never outside of the bone.
std::vector<float> refine_outline(const CtVolume& ct, const LesionBox& box,
                                  const std::vector<std::uint8_t>& inside, const ImageQuality& quality,
                                  const LesionOutlineParameters& parameters);

/// Membership from a signed distance: 0.5 at the border, linear over one voxel diagonal to either side.
float membership_at(double signed_distance_mm, const ImageGrid& grid);

/// The outline with `inside` where membership is 0.5 or more, cut to the voxels with any membership and one
/// voxel round them.
CtLesionOutline outline_from(const LesionBox& box, const std::vector<float>& membership);

}  // namespace osteosign
