#pragma once
#include <Eigen/Core>
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// Index of the point nearest to the centre of each cell of a grid, -1 everywhere without points. Handed on
/// from cell to cell (Danielsson, Comput Graph Image Process 1980;14:227), so now and then a point that is
/// farther by a small part of a cell.
std::vector<int> nearest_points(const ImageGrid& grid, const std::vector<Eigen::Vector3d>& points_mm);

}  // namespace osteosign
