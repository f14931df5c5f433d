#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "features/prepare/voxel_mask.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

/// The bones of a CT in blocks of whole voxels of about 2 mm: large enough that noise and trabeculae average
/// out, small against lesions of 0.3 cm3 (8 mm), and few enough to look at all of them.
struct CoarseBone {
  ImageGrid grid;                 ///< of the blocks that hold all bone
  std::array<int, 3> first{};     ///< voxel of the series at which the first block starts
  std::array<int, 3> block{};     ///< voxels of a block along each axis
  std::vector<float> hu;          ///< mean of the voxels of the block
  VoxelMask bone;                 ///< blocks of which at least half is bone that is searched
  std::vector<float> surface_mm;  ///< distance to the surface of that bone, negative inside

  /// The voxel of the series in the middle of a block.
  Eigen::Array3i middle_voxel(int x, int y, int z) const;
};

/// `bones` without the vertebrae, which have an atlas of their own, and without `invalid` densities. Cavities
/// are bone. Empty grid when there is no such bone.
CoarseBone coarse_bone(const CtVolume& ct, const LabelMap& bones, const LabelMap& vertebrae,
                       const VoxelMask& invalid, double block_mm);

}  // namespace osteosign
