#pragma once
#include <vector>

#include "features/find/candidates/block_places.h"

namespace osteosign {

struct RoundPart {
  Eigen::Array3i middle;  ///< its deepest block
  BlockPlaces blocks;
  std::size_t region_blocks = 0;  ///< of the connected region of the mask that it is part of
};

/// The round parts of a mask: what of it lies round each of its deepest places, as far as the surface is from
/// there and half as far again, in one piece. Only places at least `least_radius_mm` below the surface, none
/// within the ball of a deeper one. Parts may share blocks; deeper ones come first.
std::vector<RoundPart> round_parts(const VoxelMask& mask, double least_radius_mm);

}  // namespace osteosign
