#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "features/shape/radial_surface.h"
#include "features/vertebra/wall_grid.h"

namespace osteosign {

/// The surface of a wall through the places of its grid that are trusted, as a thin plate: over a gap it goes
/// on with the slope that the wall has round it, so that a bulge whose top lies in the mouth of the vein
/// keeps its height.
class WallBridge {
 public:
  WallBridge(const WallGrid& grid, const std::vector<double>& posterior_mm,
             const std::vector<std::uint8_t>& trusted);

  /// Local y at a place of the grid. Nothing with too few trusted places near.
  std::optional<double> at_mm(int column, int row) const;

 private:
  Eigen::Vector2d place(int column, int row) const;

  WallGrid grid_;
  std::optional<RadialSurface<2>> plate_;  ///< nothing with too few trusted places at all
};

}  // namespace osteosign
