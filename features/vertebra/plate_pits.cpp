#include "features/vertebra/plate_pits.h"

#include <vector>

#include "features/vertebra/height_field.h"

namespace osteosign {
namespace {

std::vector<std::uint8_t> deep_points(const HeightField& field, const SmoothSurface& plate, int inward,
                                      double depth_mm) {
  std::vector<std::uint8_t> deep(field.valid.size(), 0);
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      const std::size_t i = field_index(field, column, row);
      const Eigen::Vector2d place = field_place_mm(field, column, row);
      if (field.valid[i] != 0 && inward * (field.height_mm[i] - plate.height_mm(place)) > depth_mm)
        deep[i] = 1;
    }
  return deep;
}

/// Takes away the deep points that hang together with the border of the field.
void erase_from_border(std::vector<std::uint8_t>& deep, const HeightField& field) {
  std::vector<std::pair<int, int>> open;
  const auto visit = [&](int column, int row) {
    const std::size_t i = field_index(field, column, row);
    if (deep[i] == 0) return;
    deep[i] = 0;
    open.emplace_back(column, row);
  };
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column)
      if (field_is_valid(field, column, row) && !field_is_inside(field, column, row, 1)) visit(column, row);
  while (!open.empty()) {
    const auto [column, row] = open.back();
    open.pop_back();
    for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}})
      if (field_is_valid(field, column + dx, row + dy)) visit(column + dx, row + dy);
  }
}

}  // namespace

HeightField without_pits(const HeightField& field, int inward, double pit_depth_mm, double rim_mm) {
  const Measured<SmoothSurface> plate =
      fit_robust_surface(points_inside(field, rim_mm), SurfaceShape::paraboloid, least_plate_spread_mm);
  if (!plate.known()) return field;
  std::vector<std::uint8_t> pits = deep_points(field, plate.value(), inward, pit_depth_mm);
  erase_from_border(pits, field);
  HeightField filled = field;
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      const std::size_t i = field_index(field, column, row);
      if (pits[i] != 0)
        filled.height_mm[i] = static_cast<float>(plate.value().height_mm(field_place_mm(field, column, row)));
    }
  return filled;
}

}  // namespace osteosign
