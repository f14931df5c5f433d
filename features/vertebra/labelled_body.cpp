#include "features/vertebra/labelled_body.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double smallest_base_mm2 = 100;  // half of the smallest cervical endplate

double mean_length_mm(const std::vector<BodyColumn>& columns) {
  double sum = 0;
  double whole = 0;
  for (const BodyColumn& column : columns)
    if (const auto length = column.length_mm()) {
      sum += *length;
      ++whole;
    }
  return whole > 0 ? sum / whole : 0;
}

}  // namespace

Eigen::Vector3d LabelledBody::middle_mm() const {
  constexpr double central = 0.5;
  double height = 0;
  double whole = 0;
  for (const BodyColumn& column : columns) {
    if (!column.length_mm() || radius_at(block.place_mm(column.x, column.y, 0).head<2>()) > central) continue;
    height += (*column.bottom_mm + *column.top_mm) / 2;
    ++whole;
  }
  return {(extent.left_mm + extent.right_mm) / 2, (extent.front_mm + extent.back_mm) / 2,
          whole > 0 ? height / whole : 0};
}

double LabelledBody::radius_at(const Eigen::Vector2d& place_mm) const {
  const Eigen::Vector2d middle((extent.left_mm + extent.right_mm) / 2,
                               (extent.front_mm + extent.back_mm) / 2);
  const Eigen::Vector2d half((extent.left_mm - extent.right_mm) / 2, (extent.back_mm - extent.front_mm) / 2);
  return (place_mm - middle).cwiseQuotient(half).norm();
}

void LabelledBody::move_walls_to_edges(const CtVolume& ct, const SoughtWall& sought) {
  walls = walls_in_ct(ct, block, walls, height_mm, sought);
  const Measured<BodyExtent> moved = extent_between(walls);
  if (moved.known()) extent = moved.value();
}

double LabelledBody::lowest_mm() const {
  double lowest = block.place_mm(0, 0, block.size.z() - 1).z();
  for (const BodyColumn& column : columns)
    lowest = std::min(lowest, column.bottom_mm.value_or(block.first_mm.z()));
  return lowest;
}

double LabelledBody::highest_mm() const {
  double highest = block.first_mm.z();
  for (const BodyColumn& column : columns)
    highest = std::max(highest, column.top_mm.value_or(block.place_mm(0, 0, block.size.z() - 1).z()));
  return highest;
}

Measured<LabelledBody> find_labelled_body(const VertebraCrop& crop, const VertebraFrame& frame,
                                          const LocalExtent& extent, double step_mm) {
  LabelledBody body;
  body.block = resample_to_frame(crop, frame, extent, step_mm);
  const Measured<BodyBack> back = find_body_back(body.block);
  if (!back.known()) return back.unknown();
  body.back = back.value();
  body.columns = find_body_columns(body.block, body.back);
  const double base_mm2 = static_cast<double>(body.columns.size()) * step_mm * step_mm;
  if (base_mm2 < smallest_base_mm2) return Unknown{"no body was found in the label"};
  body.height_mm = mean_length_mm(body.columns);
  body.walls = walls_in_label(body.block, body.back, body.height_mm);
  const Measured<BodyExtent> sides = extent_between(body.walls);
  if (!sides.known()) return sides.unknown();
  body.extent = sides.value();
  return body;
}

}  // namespace osteosign
