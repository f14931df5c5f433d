#include "features/vertebra/height_field.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

template <class Visitor>
void for_each_valid(const HeightField& field, const Visitor& visit) {
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column)
      if (field_is_valid(field, column, row)) visit(column, row);
}

}  // namespace

std::size_t field_index(const HeightField& field, int column, int row) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(field.columns) +
         static_cast<std::size_t>(column);
}

Eigen::Vector2d field_place_mm(const HeightField& field, int column, int row) {
  return field.first_mm + field.step_mm * Eigen::Vector2d(column, row);
}

bool field_is_valid(const HeightField& field, int column, int row) {
  return column >= 0 && row >= 0 && column < field.columns && row < field.rows &&
         field.valid[field_index(field, column, row)] != 0;
}

bool field_is_inside(const HeightField& field, int column, int row, int rim) {
  for (int dy = -rim; dy <= rim; ++dy)
    for (int dx = -rim; dx <= rim; ++dx)
      if (dx * dx + dy * dy <= rim * rim && !field_is_valid(field, column + dx, row + dy)) return false;
  return true;
}

HeightField empty_field(const LocalBlock& block) {
  HeightField field;
  field.first_mm = block.first_mm.head<2>();
  field.step_mm = block.step_mm;
  field.columns = block.size.x();
  field.rows = block.size.y();
  field.height_mm.assign(static_cast<std::size_t>(field.columns) * static_cast<std::size_t>(field.rows), 0);
  field.valid.assign(field.height_mm.size(), 0);
  return field;
}

HeightField median_filtered(const HeightField& field, double width_mm) {
  const int reach = static_cast<int>(width_mm / field.step_mm / 2);
  HeightField filtered = field;
  std::vector<float> values;
  for_each_valid(field, [&](int column, int row) {
    values.clear();
    for (int dy = -reach; dy <= reach; ++dy)
      for (int dx = -reach; dx <= reach; ++dx)
        if (field_is_valid(field, column + dx, row + dy))
          values.push_back(field.height_mm[field_index(field, column + dx, row + dy)]);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    filtered.height_mm[field_index(field, column, row)] = *middle;
  });
  return filtered;
}

std::vector<SurfacePoint> points_inside(const HeightField& field, double rim_mm) {
  const int rim = static_cast<int>(std::lround(rim_mm / field.step_mm));
  std::vector<SurfacePoint> points;
  for_each_valid(field, [&](int column, int row) {
    if (field_is_inside(field, column, row, rim))
      points.push_back(
          {field_place_mm(field, column, row), field.height_mm[field_index(field, column, row)]});
  });
  return points;
}

Eigen::Vector2d centre_of_field(const HeightField& field) {
  Eigen::Vector2d sum = Eigen::Vector2d::Zero();
  int count = 0;
  for_each_valid(field, [&](int column, int row) {
    sum += field_place_mm(field, column, row);
    ++count;
  });
  return count == 0 ? sum : Eigen::Vector2d(sum / count);
}

}  // namespace osteosign
