#pragma once
#include <cstdint>
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// The voxels of a mask that are joined to the given one by faces; empty when that one is not in the mask.
std::vector<std::uint8_t> connected_part(const ImageGrid& grid, const std::vector<std::uint8_t>& mask,
                                         std::size_t start);

/// The mask with every cavity filled that has no way to the border of the grid.
std::vector<std::uint8_t> without_holes(const ImageGrid& grid, const std::vector<std::uint8_t>& mask);

}  // namespace osteosign
