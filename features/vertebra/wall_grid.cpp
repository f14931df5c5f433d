#include "features/vertebra/wall_grid.h"

#include <algorithm>
#include <cmath>

#include "features/vertebra/endplate_height.h"

namespace osteosign {
namespace {

constexpr double least_height_mm = 4;
constexpr double width_of_narrow_body_mm = 28;  // methods A2.4: upper thoracic, where the width is unknown
constexpr double from_canal_to_rim_mm =
    11;  // the rim of the endplate lies this far before the canal's middle
constexpr double rim_reach_mm = 3;

}  // namespace

Measured<WallGrid> wall_grid(const VertebraGeometry& vertebra, const CanalLine& canal,
                             const PosteriorWallParameters& parameters) {
  if (!vertebra.superior.known()) return Unknown{"superior endplate: " + vertebra.superior.reason()};
  if (!vertebra.inferior.known()) return Unknown{"inferior endplate: " + vertebra.inferior.reason()};
  const std::optional<Eigen::Vector2d> middle = canal.at(0);
  if (!middle) return Unknown{"no canal was seen at this level"};
  const double width_mm = vertebra.width_mm.known() ? vertebra.width_mm.value() : width_of_narrow_body_mm;
  const double half_mm = std::min(parameters.widest_half_mm, parameters.half_width_of_body * width_mm);
  const int half_columns = std::max(2, static_cast<int>(half_mm / parameters.grid_step_mm));
  WallGrid grid{.columns = 2 * half_columns + 1,
                .rows = 0,
                .first_x_mm = middle->x() - half_columns * parameters.grid_step_mm,
                .step_mm = parameters.grid_step_mm,
                .middle_x_mm = middle->x(),
                .inferior_mm = {},
                .superior_mm = {}};
  const double rim_y_mm = middle->y() - from_canal_to_rim_mm;
  for (int column = 0; column < grid.columns; ++column) {
    const double x = grid.x_mm(column);
    grid.inferior_mm.push_back(
        endplate_height_mm(vertebra, vertebra.inferior.value(), x, rim_y_mm, rim_reach_mm));
    grid.superior_mm.push_back(
        endplate_height_mm(vertebra, vertebra.superior.value(), x, rim_y_mm, rim_reach_mm));
    if (grid.height_mm(column) < least_height_mm) return Unknown{"the endplates nearly touch at the wall"};
  }
  grid.rows =
      std::max(4, static_cast<int>(std::lround(grid.height_mm(half_columns) / parameters.row_step_mm)));
  return grid;
}

}  // namespace osteosign
