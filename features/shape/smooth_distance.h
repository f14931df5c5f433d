#pragma once
#include <cstdint>
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// Signed distance in mm (negative inside) to a mask whose voxel steps are smoothed by a Gaussian. Smoothing
/// pulls convex surfaces inwards; all distances are shifted so that the surface holds the volume of the
/// mask's voxels again. A mask that is empty, or thinner than the smoothing, keeps its unshifted distances.
std::vector<float> smooth_signed_distance_mm(const ImageGrid& grid, const std::vector<std::uint8_t>& inside,
                                             double sigma_mm);

}  // namespace osteosign
