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
  double opened_wall_mm = 25;
  double opened_core_share = 0.8;
  double opened_share = 0.62;
  double opened_plane_share = 0.5;
  double opened_core_mm3 = 40;
  double opened_reach_mm = 6;
};

template <class Visitor>
void describe_opened(CoarseBoneParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"opened_wall_mm",
                             "Marrow behind a hole of the cortex meets bone within this distance",
                             "chosen: half the width of a femur's condyle", 5, 60},
        p.opened_wall_mm);
  visit(ParameterDescription{"opened_core_share", "in this share of the 26 directions",
                             "chosen on the development insertions: no block of intact shafts, all holes of "
                             "lesions of 1 cm3 and more in them but one",
                             0.5, 1},
        p.opened_core_share);
  visit(ParameterDescription{"opened_share", "or in this share, beside such marrow: in the hole itself",
                             "a flat hole sees nine of the 26 directions free of bone", 0.3, 1},
        p.opened_share);
  visit(ParameterDescription{"opened_plane_share", "and in this share of the directions of each plane",
                             "a gap between two bones is open all along a plane", 0, 1},
        p.opened_plane_share);
  visit(ParameterDescription{"opened_core_mm3", "Fewer of them are no marrow",
                             "as bone_least_core_mm3: five blocks", 0, 10000},
        p.opened_core_mm3);
  visit(ParameterDescription{"opened_reach_mm", "How far the hole may lie from such marrow",
                             "chosen: thickness of the cortex of a shaft", 0, 20},
        p.opened_reach_mm);
}

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
  describe_opened(p, visit);
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

/// The same with the marrow that a wide hole opened (opened_marrow.h), closed anew. Empty grid when there is
/// none.
CoarseBone with_opened_marrow(const CoarseBone& bone, const SearchedBones& searched, double soft_to_hu,
                              const CoarseBoneParameters& parameters);

}  // namespace osteosign
