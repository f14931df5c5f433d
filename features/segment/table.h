#pragma once
#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// Pieces of `candidates` that are part of the table: they run through all slices (at least 40 mm) with an
/// almost unchanged cross-section and lie under the skin (within 12 mm of the air around the body); in a
/// volume without air, they form instead a band at least 150 mm wide and below 60 mm thick (methods A1.1
/// b).
VoxelMask find_table(const VoxelMask& candidates, const VoxelMask& body);

}  // namespace osteosign
