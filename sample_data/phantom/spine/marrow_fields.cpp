#include "sample_data/phantom/spine/marrow_fields.h"

#include <cmath>
#include <numbers>

#include "sample_data/phantom/random_numbers.h"
#include "sample_data/phantom/spine/bone_distances.h"

namespace osteosign::phantom {

namespace {

/// Four numbers evenly distributed in [0, 1) for each cell of a lattice.
Eigen::Vector4d numbers_of(const Eigen::Vector3i& cell) {
  const auto part = [](int n) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(n)); };
  std::uint64_t bits = mix_bits(mix_bits(part(cell.x()) | part(cell.y()) << 32) + part(cell.z()));
  Eigen::Vector4d numbers;
  for (double& number : numbers) {
    number = static_cast<double>(bits >> 11) * 0x1.0p-53;
    bits = mix_bits(bits);
  }
  return numbers;
}

}  // namespace

double holes_distance_mm(const Eigen::Vector3d& point_mm, double diameter_mm, double fraction) {
  // Cells as wide as a hole, each with a ball at a random place or none: 1 - exp(-p pi / 6) of space is
  // covered.
  const double occupied = -std::log(1 - fraction) * 6 / std::numbers::pi;
  const Eigen::Vector3d scaled = point_mm / diameter_mm;
  const Eigen::Vector3d floor = scaled.array().floor();
  double nearest = 1.5;
  for (int neighbour = 0; neighbour < 27; ++neighbour) {
    const Eigen::Vector3d step(neighbour % 3 - 1, neighbour / 3 % 3 - 1, neighbour / 9 - 1);
    const Eigen::Vector3d cell = floor + step;
    const Eigen::Vector4d numbers = numbers_of(cell.cast<int>());
    if (numbers.w() < occupied) nearest = std::min(nearest, (scaled - cell - numbers.head<3>()).norm());
  }
  return diameter_mm * (nearest - 0.5);
}

double struts_distance_mm(const Eigen::Vector3d& point_mm, double diameter_mm, double pitch_mm) {
  const Eigen::Vector3d scaled(point_mm.x() / pitch_mm, point_mm.y() / pitch_mm, 0);
  const Eigen::Vector3d floor = scaled.array().floor();
  const double room = std::max(0.0, 0.5 - diameter_mm / (2 * pitch_mm));
  const Eigen::Vector3d place = 2 * numbers_of(floor.cast<int>()).head<3>().array() - 1;
  const Eigen::Vector3d offset = scaled - floor;
  return pitch_mm * length(offset.x() - 0.5 - room * place.x(), offset.y() - 0.5 - room * place.y()) -
         diameter_mm / 2;
}

}  // namespace osteosign::phantom
