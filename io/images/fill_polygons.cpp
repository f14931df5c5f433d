#include "io/images/fill_polygons.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

// Columns at which the row's centre line crosses an outline.
std::vector<double> crossings(const std::vector<Polygon>& polygons, double row) {
  std::vector<double> columns;
  for (const Polygon& polygon : polygons)
    for (std::size_t at = 0; at < polygon.size(); ++at) {
      const Eigen::Vector2d& a = polygon[at];
      const Eigen::Vector2d& b = polygon[(at + 1) % polygon.size()];
      if ((a.y() <= row) == (b.y() <= row)) continue;
      columns.push_back(a.x() + (row - a.y()) / (b.y() - a.y()) * (b.x() - a.x()));
    }
  std::ranges::sort(columns);
  return columns;
}

int clamped(double column, int columns) {
  return static_cast<int>(std::clamp(column, 0.0, static_cast<double>(columns)));
}

}  // namespace

std::vector<std::uint8_t> fill_polygons(const std::vector<Polygon>& polygons, int columns, int rows) {
  std::vector<std::uint8_t> inside(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0);
  for (int row = 0; row < rows; ++row) {
    const std::vector<double> edges = crossings(polygons, row);
    auto line = inside.begin() + static_cast<std::ptrdiff_t>(row) * columns;
    for (std::size_t pair = 0; pair + 1 < edges.size(); pair += 2)
      std::fill(line + clamped(std::ceil(edges[pair]), columns),
                line + clamped(std::ceil(edges[pair + 1]), columns), std::uint8_t{1});
  }
  return inside;
}

}  // namespace osteosign
