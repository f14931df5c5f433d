#include "features/shape/near_points.h"

#include <algorithm>
#include <cmath>

namespace osteosign {

NearPoints::NearPoints(std::vector<Eigen::Vector3d> points_mm, double radius_mm)
    : points_mm_(std::move(points_mm)), radius_mm_(radius_mm) {
  for (std::size_t i = 0; i < points_mm_.size(); ++i)
    cells_[cell_of(points_mm_[i])].push_back(static_cast<int>(i));
}

std::size_t NearPoints::Hash::operator()(const Cell& cell) const {
  std::size_t sum = 0;
  for (const int index : cell) sum = sum * 1000003 + static_cast<std::size_t>(index + (1 << 20));
  return sum;
}

NearPoints::Cell NearPoints::cell_of(const Eigen::Vector3d& place_mm) const {
  const Eigen::Vector3d cell = (place_mm / radius_mm_).array().floor();
  return {static_cast<int>(cell.x()), static_cast<int>(cell.y()), static_cast<int>(cell.z())};
}

template <class Visitor>
void NearPoints::visit_cells_round(const Eigen::Vector3d& place_mm, Visitor&& visit) const {
  const Cell centre = cell_of(place_mm);
  for (int dx = -1; dx <= 1; ++dx)
    for (int dy = -1; dy <= 1; ++dy)
      for (int dz = -1; dz <= 1; ++dz) {
        const auto cell = cells_.find({centre[0] + dx, centre[1] + dy, centre[2] + dz});
        if (cell == cells_.end()) continue;
        for (const int point : cell->second)
          visit(point, (points_mm_[static_cast<std::size_t>(point)] - place_mm).norm());
      }
}

std::vector<int> NearPoints::near(const Eigen::Vector3d& place_mm) const {
  std::vector<int> found;
  visit_cells_round(place_mm, [&](int point, double distance) {
    if (distance <= radius_mm_) found.push_back(point);
  });
  std::sort(found.begin(), found.end());
  return found;
}

double NearPoints::distance_mm(const Eigen::Vector3d& place_mm) const {
  double nearest = radius_mm_;
  visit_cells_round(place_mm, [&](int, double distance) { nearest = std::min(nearest, distance); });
  return nearest;
}

}  // namespace osteosign
