#include "features/vertebra/endplate_height.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

double plane_height_mm(const VertebraFrame& frame, const Endplate& plate, double x_mm, double y_mm) {
  const Eigen::Vector3d centre = frame.local_from_patient(plate.centre_mm);
  const Eigen::Vector3d normal = frame.axes.transpose() * plate.normal;
  return centre.z() - (normal.x() * (x_mm - centre.x()) + normal.y() * (y_mm - centre.y())) / normal.z();
}

std::vector<float> seen_near(const HeightField& field, double x_mm, double y_mm, double reach_mm) {
  std::vector<float> seen;
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      const Eigen::Vector2d place = field.first_mm + field.step_mm * Eigen::Vector2d(column, row);
      const auto i = static_cast<std::size_t>(column + field.columns * row);
      if (field.valid[i] != 0 && (place - Eigen::Vector2d(x_mm, y_mm)).norm() <= reach_mm)
        seen.push_back(field.height_mm[i]);
    }
  return seen;
}

}  // namespace

double endplate_height_mm(const VertebraGeometry& vertebra, const Endplate& plate, double x_mm, double y_mm,
                          double reach_mm) {
  std::vector<float> seen = seen_near(plate.field, x_mm, y_mm, reach_mm);
  if (seen.empty()) return plane_height_mm(vertebra.frame, plate, x_mm, y_mm);
  const auto middle = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2);
  std::nth_element(seen.begin(), middle, seen.end());
  return *middle;
}

}  // namespace osteosign
