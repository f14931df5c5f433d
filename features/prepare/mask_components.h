#pragma once
#include <array>
#include <vector>

#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// Which voxels count as neighbours: those that share a face, in the whole volume or only in one plane.
enum class Neighbours { volume, axial_plane, coronal_plane };

/// A run of voxels along x that belongs to one component.
struct ComponentRun {
  int first_x;
  int last_x;
  int y;
  int z;
  std::uint32_t component;
  int length() const { return last_x - first_x + 1; }
};

struct Component {
  std::size_t voxels = 0;
  std::array<int, 3> lowest{};   ///< first voxel of the bounding box
  std::array<int, 3> highest{};  ///< last voxel of the bounding box
};

/// Connected components of a mask, numbered by the memory order of their first voxel (so the numbers do not
/// depend on threads).
struct MaskComponents {
  ImageGrid grid;
  std::vector<ComponentRun> runs;  ///< in memory order
  std::vector<Component> components;

  /// The voxels of the components whose entry in `chosen` is true.
  VoxelMask select(const std::vector<bool>& chosen) const;
  VoxelMask only(std::size_t component) const;
  /// Number of voxels of each component that are also in `mask`.
  std::vector<std::size_t> overlap(const VoxelMask& mask) const;
  double volume_mm3(std::size_t component) const {
    return static_cast<double>(components[component].voxels) * grid.voxel_volume_mm3();
  }
};

MaskComponents find_components(const VoxelMask& mask, Neighbours neighbours);

/// The core, and all voxels that hang together with it by faces.
VoxelMask connected_to(const VoxelMask& voxels, const VoxelMask& core);

}  // namespace osteosign
