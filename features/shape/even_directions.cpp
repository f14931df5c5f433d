#include "features/shape/even_directions.h"

#include <cmath>
#include <numbers>

namespace osteosign {

std::vector<Eigen::Vector3d> even_directions(int count) {
  const double golden_angle = std::numbers::pi * (3 - std::sqrt(5.0));
  std::vector<Eigen::Vector3d> directions;
  for (int i = 0; i < count; ++i) {
    const double z = 1 - (2.0 * i + 1) / count, across = std::sqrt(1 - z * z);
    directions.emplace_back(across * std::cos(i * golden_angle), across * std::sin(i * golden_angle), z);
  }
  return directions;
}

}  // namespace osteosign
