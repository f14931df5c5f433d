#include "features/vertebra/wall_bridge.h"

#include <Eigen/Cholesky>
#include <cmath>

namespace osteosign {
namespace {

constexpr double weight_sigma_mm = 4;
constexpr double reach_mm = 9;  // a vein of 8 mm and two rows of wall round it
constexpr int fewest_places = 18;

using Terms = Eigen::Matrix<double, 6, 1>;

}  // namespace

std::optional<double> bridged_mm(const WallGrid& grid, const std::vector<double>& posterior_mm,
                                 const std::vector<std::uint8_t>& trusted, int column, int row) {
  Eigen::Matrix<double, 6, 6> normal = Eigen::Matrix<double, 6, 6>::Zero();
  Terms right = Terms::Zero();
  int count = 0;
  for (int r = 0; r < grid.rows; ++r)
    for (int c = 0; c < grid.columns; ++c) {
      const std::size_t i = grid.index(c, r);
      if (trusted[i] == 0) continue;
      const double u = (grid.x_mm(c) - grid.x_mm(column)) / weight_sigma_mm;
      const double v = (grid.z_mm(c, r) - grid.z_mm(column, row)) / weight_sigma_mm;
      const double square = u * u + v * v;
      if (square * weight_sigma_mm * weight_sigma_mm > reach_mm * reach_mm) continue;
      const Terms terms = (Terms() << 1, u, v, u * u, u * v, v * v).finished();
      const double weight = std::exp(-square / 2);
      normal += weight * terms * terms.transpose();
      right += weight * posterior_mm[i] * terms;
      ++count;
    }
  if (count < fewest_places) return std::nullopt;
  constexpr double steadying = 1e-6;  // of the quadratic terms, where the places lie on one side
  normal.diagonal().tail<3>().array() += steadying * count;
  return normal.ldlt().solve(right)[0];
}

}  // namespace osteosign
