#pragma once
#include <array>

#include "features/vertebra/plate_columns.h"
#include "features/vertebra/plate_model.h"
#include "features/vertebra/robust_surface.h"

namespace osteosign {

/// The native voxels near an endplate in square cells over its plane, collected by their way outwards from a
/// smooth surface through the plate, so that neighbours can be laid over each other.
struct PlateCells {
  static constexpr double cell_mm = 2;
  static constexpr double bin_mm = 0.25;
  static constexpr int bins_each_way = 48;  ///< 12 mm inwards and outwards

  SmoothSurface surface;  ///< way of the plate over the places of its columns
  Eigen::Vector2d first_mm = Eigen::Vector2d::Zero();
  int columns = 0;
  int rows = 0;
  std::vector<std::array<PlateBin, 2 * bins_each_way>> bins;  ///< of each cell; sums, not means
  std::vector<std::vector<double>> edges_mm;  ///< of each cell: half levels of its columns from the surface

  /// -1 outside.
  int cell_of(const Eigen::Vector2d& place_mm) const;
  int cell_at(int column, int row) const;
  /// Means over a cell and the eight round it, of the ways within `reach_mm` of `way_mm`.
  std::vector<PlateBin> bins_round(int cell, double way_mm, double reach_mm) const;
};

/// Voxels over the columns of the plate, up to half of the way to the next vertebra.
PlateCells collect_plate_cells(const CtVolume& ct, const LocalBlock& block,
                               const std::vector<PlateColumn>& columns, const SmoothSurface& surface,
                               PlateSide side);

}  // namespace osteosign
