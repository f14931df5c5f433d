#pragma once
#include <functional>

#include "features/vertebra/wall_field.h"

namespace osteosign::test {

/// Local y of a wall at x and a share of its height.
using WallShape = std::function<double(double x_mm, double share)>;

/// A wall field as it would be seen without error: 21 columns of 1 mm, 26 mm high.
inline WallField made_wall(const WallShape& posterior_mm) {
  WallField field;
  field.grid = {.columns = 21,
                .rows = 26,
                .first_x_mm = -10,
                .step_mm = 1,
                .middle_x_mm = 0,
                .inferior_mm = std::vector<double>(21, -13.0),
                .superior_mm = std::vector<double>(21, 13.0)};
  for (int row = 0; row < field.grid.rows; ++row)
    for (int column = 0; column < field.grid.columns; ++column)
      field.posterior_mm.push_back(posterior_mm(field.grid.x_mm(column), field.grid.share(row)));
  field.sight.assign(field.grid.size(), WallSight::seen);
  field.cortex_mm.assign(field.grid.size(), 0.5);
  field.level_hu.assign(field.grid.size(), 300);
  return field;
}

/// A bump of height 1 in the middle of the height, flat at the corners.
inline double smooth_arch(double share) { return 0.5 - 0.5 * std::cos(2 * 3.14159265358979323846 * share); }
/// Rises from 0 at 65 % of the height to 1 at the superior corner.
inline double superior_corner(double share) { return std::max(0.0, (share - 0.65) / 0.35); }

}  // namespace osteosign::test
