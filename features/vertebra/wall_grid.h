#pragma once
#include <vector>

#include "features/vertebra/canal_line.h"
#include "features/vertebra/wall_parameters.h"

namespace osteosign {

/// The points at which the posterior wall of a vertebra is looked at: columns from the right to the left of
/// the patient, rows from the inferior to the superior endplate.
struct WallGrid {
  int columns = 0;
  int rows = 0;
  double first_x_mm = 0;  ///< local x of the first column
  double step_mm = 1;     ///< distance of columns
  double middle_x_mm = 0;
  std::vector<double> inferior_mm;  ///< local z of the endplates at the wall, for each column
  std::vector<double> superior_mm;

  std::size_t size() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(column) +
           static_cast<std::size_t>(columns) * static_cast<std::size_t>(row);
  }
  double x_mm(int column) const { return first_x_mm + step_mm * column; }
  /// Height above the inferior endplate as a part of that of the wall.
  double share(int row) const { return (row + 0.5) / rows; }
  double height_mm(int column) const {
    return superior_mm[static_cast<std::size_t>(column)] - inferior_mm[static_cast<std::size_t>(column)];
  }
  double z_mm(int column, int row) const {
    return inferior_mm[static_cast<std::size_t>(column)] + share(row) * height_mm(column);
  }
  double cell_mm2(int column) const { return step_mm * height_mm(column) / rows; }
};

/// Unknown when an endplate was not seen, when the canal does not reach the level, or when the vertebra is
/// lower than 4 mm there.
Measured<WallGrid> wall_grid(const VertebraGeometry& vertebra, const CanalLine& canal,
                             const PosteriorWallParameters& parameters);

}  // namespace osteosign
