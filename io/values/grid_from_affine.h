#pragma once
#include <Eigen/Core>
#include <array>

#include "io/values/image_grid.h"

namespace osteosign {

/// The grid whose voxel (x, y, z) lies at `patient_from_voxel` * (x, y, z, 1), in LPS millimetres. File
/// headers round their axes, so the nearest orthonormal axes are taken as long as no corner of the grid moves
/// by more than 0.1 mm. Throws InputError with the angles and the distance when the axes are sheared, with
/// the spacings when one is zero, and with the sizes when one is not positive.
ImageGrid grid_from_affine(const std::array<int, 3>& size, const Eigen::Matrix4d& patient_from_voxel);

}  // namespace osteosign
