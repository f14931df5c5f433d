#include "features/find/ray_blur.h"

#include <cmath>

namespace osteosign {

Measured<double> ray_blur_mm(const ImageGrid& grid, const PointSpread& spread, const Eigen::Vector3d& direction) {
  const Eigen::Vector3d index_direction = grid.direction.transpose() * direction;
  const Measured<double> scanner = spread.sigma_along_mm(index_direction);
  if (!scanner.known()) return scanner.unknown();
  const double interpolation = index_direction.cwiseProduct(grid.spacing_mm).squaredNorm() / 6;
  return std::sqrt(scanner.value() * scanner.value() + interpolation);
}

}  // namespace osteosign
