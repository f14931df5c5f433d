#include "features/vertebra/endplate_surface.h"

#include <algorithm>

namespace osteosign {
namespace {

double plane_height_mm(const VertebraFrame& frame, const Endplate& plate, double x, double y) {
  const Eigen::Vector3d centre = frame.local_from_patient(plate.centre_mm);
  const Eigen::Vector3d normal = frame.axes.transpose() * plate.normal;
  return centre.z() - (normal.x() * (x - centre.x()) + normal.y() * (y - centre.y())) / normal.z();
}

}  // namespace

HeightField filled_surface(const VertebraFrame& frame, const Endplate& plate) {
  HeightField field = plate.field;
  const auto at = [&](int c, int r) {
    return static_cast<std::size_t>(c) +
           static_cast<std::size_t>(field.columns) * static_cast<std::size_t>(r);
  };
  std::vector<float> plane(field.height_mm.size());
  std::vector<float> above(field.height_mm.size(), 0);
  for (int r = 0; r < field.rows; ++r)
    for (int c = 0; c < field.columns; ++c) {
      plane[at(c, r)] = static_cast<float>(plane_height_mm(
          frame, plate, field.first_mm.x() + c * field.step_mm, field.first_mm.y() + r * field.step_mm));
      if (field.valid[at(c, r)] != 0) above[at(c, r)] = field.height_mm[at(c, r)] - plane[at(c, r)];
    }
  constexpr int passes = 12;
  for (int pass = 0; pass < passes; ++pass) {
    const std::vector<float> before = above;
    for (int r = 0; r < field.rows; ++r)
      for (int c = 0; c < field.columns; ++c) {
        if (field.valid[at(c, r)] != 0) continue;
        const int left = std::max(c - 1, 0);
        const int right = std::min(c + 1, field.columns - 1);
        const int front = std::max(r - 1, 0);
        const int back = std::min(r + 1, field.rows - 1);
        above[at(c, r)] =
            (before[at(left, r)] + before[at(right, r)] + before[at(c, front)] + before[at(c, back)]) / 4;
      }
  }
  for (std::size_t i = 0; i < above.size(); ++i) field.height_mm[i] = plane[i] + above[i];
  field.valid.assign(field.valid.size(), 1);
  return field;
}

double height_at_mm(const HeightField& field, double x, double y) {
  const double c = std::clamp((x - field.first_mm.x()) / field.step_mm, 0.0, field.columns - 1.0);
  const double r = std::clamp((y - field.first_mm.y()) / field.step_mm, 0.0, field.rows - 1.0);
  const int c0 = std::min(static_cast<int>(c), std::max(field.columns - 2, 0));
  const int r0 = std::min(static_cast<int>(r), std::max(field.rows - 2, 0));
  const int c1 = std::min(c0 + 1, field.columns - 1);
  const int r1 = std::min(r0 + 1, field.rows - 1);
  const auto value = [&](int column, int row) {
    return static_cast<double>(
        field.height_mm[static_cast<std::size_t>(column) +
                        static_cast<std::size_t>(field.columns) * static_cast<std::size_t>(row)]);
  };
  const double dc = c - c0;
  const double dr = r - r0;
  return (1 - dr) * ((1 - dc) * value(c0, r0) + dc * value(c1, r0)) +
         dr * ((1 - dc) * value(c0, r1) + dc * value(c1, r1));
}

}  // namespace osteosign
