#pragma once
#include <cstdint>
#include <vector>

#include "features/vertebra/wall_grid.h"

namespace osteosign {

/// Local y at a place of the wall's grid from trusted places round it: a quadratic surface fitted with
/// weights that fall off with the distance (moving least squares). Nothing with too few trusted places near.
std::optional<double> bridged_mm(const WallGrid& grid, const std::vector<double>& posterior_mm,
                                 const std::vector<std::uint8_t>& trusted, int column, int row);

}  // namespace osteosign
