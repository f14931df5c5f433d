#pragma once
#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// Bone with its marrow (methods A1.9): what `mineral` encloses in the volume, where the border of the
/// volume counts as wall; what it encloses in at least two of the three plane directions; and what it
/// encloses once gaps of its surface up to twice `closing_mm` are bridged. Bridges that enclose nothing are
/// not kept, so concave surfaces are not rounded off. `forbidden` (metal outside, vessels) is never filled.
/// Last, marrow behind holes up to seven times `closing_mm` wide (marrow_behind_holes).
VoxelMask fill_to_periosteum(const VoxelMask& mineral, double closing_mm, double largest_marrow_mm3);

/// Marrow that is open to the soft tissue through holes narrower than twice `hole_radius_mm`: what a ball of
/// that radius can fill without leaving, if bone walls nine tenths of it.
VoxelMask marrow_behind_holes(const VoxelMask& bone, double hole_radius_mm, double largest_marrow_mm3);

}  // namespace osteosign
