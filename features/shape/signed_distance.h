#pragma once
#include <cstdint>
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// Distance in mm from each voxel centre to the border of a mask, negative inside (Maurer, Qi, Raghavan, IEEE
/// PAMI 2003;25:265; the border lies between voxels, so distances are corrected by half a voxel). Voxels of a
/// mask that is empty or full are all at the diagonal of the grid.
std::vector<float> signed_distance_mm(const ImageGrid& grid, const std::vector<std::uint8_t>& inside);

/// Gaussian smoothing in millimetres (recursive, Deriche). Axes of fewer than four voxels stay as they are.
std::vector<float> smoothed(const ImageGrid& grid, const std::vector<float>& values, double sigma_mm);

}  // namespace osteosign
