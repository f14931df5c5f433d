#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "features/prepare/voxel_mask.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "io/values/described.h"

namespace osteosign {

/// The bones of a CT in blocks of whole voxels of about 2 mm: large enough that noise and trabeculae average
/// out, small against lesions of 0.3 cm3 (8 mm), and few enough to look at all of them.
struct CoarseBone {
  ImageGrid grid;                 ///< of the blocks that hold all bone
  std::array<int, 3> first{};     ///< voxel of the series at which the first block starts
  std::array<int, 3> block{};     ///< voxels of a block along each axis
  std::vector<float> hu;          ///< mean of the voxels of the block
  VoxelMask bone;                 ///< blocks of which at least half is bone that is searched
  VoxelMask closed_in;            ///< those of them that are soft tissue which the closing took in
  std::vector<float> surface_mm;  ///< distance to the surface of that bone, negative inside

  /// The voxel of the series in the middle of a block.
  Eigen::Array3i middle_voxel(int x, int y, int z) const;
};

struct CoarseBoneParameters {
  double block_mm = 2;
  double bone_closing_mm = 6;
  double bone_closed_from_hu = -20;
};

template <class Visitor>
void describe(CoarseBoneParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"block_mm", "Size of the blocks of voxels in which bones are searched",
                             "chosen: a quarter of the diameter of a lesion of 0.3 cm3", 1, 5},
        p.block_mm);
  visit(
      ParameterDescription{"bone_closing_mm",
                           "Soft tissue that a closing of the bones by this radius takes in is searched, too",
                           "below half of the gap between most bones; a lesion may open as wide", 0, 20},
      p.bone_closing_mm);
  visit(ParameterDescription{"bone_closed_from_hu", "if it is denser than this: fat is no lesion",
                             "methods A3.2: fatty marrow is below 0 HU, with a reserve for the noise", -150,
                             50},
        p.bone_closed_from_hu);
}

/// What of a CT is searched in blocks.
struct SearchedBones {
  const CtVolume& ct;
  const LabelMap& bones;
  const VoxelMask& canal;    ///< of the spine, is never bone
  const VoxelMask& invalid;  ///< densities that metal spoils
};

/// `bones` without `invalid` densities. Cavities are bone, and so is soft tissue, up to `soft_to_hu`, that a
/// closing of the bone takes in: a lesion that opens outside took its cortex with it. Empty grid when there
/// is no bone.
CoarseBone coarse_bone(const SearchedBones& searched, double soft_to_hu,
                       const CoarseBoneParameters& parameters);

}  // namespace osteosign
