#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <vector>

namespace osteosign {

/// Corners in pixel coordinates (whole numbers are pixel centres); the last corner joins the first.
using Polygon = std::vector<Eigen::Vector2d>;

/// Pixels whose centre lies inside an odd number of the polygons (columns * rows values, 0 or 1, column index
/// fastest). A centre exactly on an edge belongs to the polygon at its left and top edges only, so that
/// polygons that share an edge share no pixel.
std::vector<std::uint8_t> fill_polygons(const std::vector<Polygon>& polygons, int columns, int rows);

}  // namespace osteosign
