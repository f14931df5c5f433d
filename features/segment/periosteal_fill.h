#pragma once
#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// Bone with its marrow (algorithms A1.9): what `mineral` encloses in the volume, where the border of the
/// volume counts as wall; what it encloses in at least two of the three plane directions; and what it
/// encloses once gaps of its surface up to twice `closing_mm` are bridged. Bridges that enclose nothing are
/// not kept, so concave surfaces are not rounded off. `forbidden` (metal outside, vessels) is never filled.
VoxelMask fill_to_periosteum(const VoxelMask& mineral, double closing_mm, double largest_marrow_mm3);

}  // namespace osteosign
