#pragma once
#include "features/find/candidates/coarse_bone.h"

namespace osteosign {

/// Marrow that a lesion opened to the soft tissue by a hole too wide for the segmentation of the bones to
/// close, and soft tissue in that hole: blocks outside of bone that meet bone within `opened_wall_mm` in most
/// of the 26 directions to their neighbours, and in half of those of each plane, so that a cavity of one bone
/// counts and a gap between two bones does not. Directions that leave the scan tell nothing. `bone` as
/// coarse_bone makes it; `series` is the grid of its voxels. Never the canal of the spine.
VoxelMask opened_marrow(const CoarseBone& bone, const ImageGrid& series, const VoxelMask& canal,
                        double soft_to_hu, const CoarseBoneParameters& parameters);

}  // namespace osteosign
