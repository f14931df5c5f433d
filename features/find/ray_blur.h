#pragma once
#include "features/prepare/image_quality.h"
#include "io/values/image_grid.h"

namespace osteosign {

/// Standard deviation of the whole blur that a linearly interpolated ray shows along a unit vector of patient
/// space: that of the scanner, and that of linear interpolation between voxels (variance h^2 / 6 on the
/// average over all positions between two voxels). Unknown when the scanner's is.
Measured<double> ray_blur_mm(const ImageGrid& grid, const PointSpread& spread, const Eigen::Vector3d& direction);

}  // namespace osteosign
