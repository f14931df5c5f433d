#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// Some blocks of a coarse grid (coarse_bone.h), in memory order: a region has hundreds of the millions of
/// the grid.
using BlockPlaces = std::vector<Eigen::Array3i>;

/// Blocks of a mask on a box of the grid.
struct LocalBlocks {
  Eigen::Array3i first = Eigen::Array3i::Zero();  ///< block of the grid at which the box starts
  VoxelMask mask;
  BlockPlaces places() const;
};

/// The blocks, on the box that holds them and `margin_mm` on each side where the grid has it.
LocalBlocks blocks_in_box(const ImageGrid& grid, const BlockPlaces& blocks, double margin_mm);

/// At most about `most` of the blocks, evenly taken.
BlockPlaces evenly_taken(const BlockPlaces& blocks, std::size_t most);

/// The blocks of a mask.
BlockPlaces places_of(const VoxelMask& voxels);

}  // namespace osteosign
