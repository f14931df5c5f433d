#pragma once
#include <optional>

#include "io/values/image_grid.h"

namespace osteosign {

/// Index of the voxel nearest to a point; nothing beyond the grid.
inline std::optional<std::size_t> nearest_voxel(const ImageGrid& grid, const Eigen::Vector3d& point_mm) {
  const Eigen::Vector3i voxel = grid.voxel_from_patient(point_mm).array().round().matrix().cast<int>();
  if (!grid.contains(voxel.x(), voxel.y(), voxel.z())) return {};
  return grid.index(voxel.x(), voxel.y(), voxel.z());
}

}  // namespace osteosign
