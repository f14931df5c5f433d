#include "features/vertebra/wall_bridge.h"

#include <Eigen/LU>
#include <cmath>

namespace osteosign {
namespace {

constexpr double reach_mm = 9;  // a vein of 8 mm and two rows of wall round it
constexpr std::size_t fewest_places = 18;
constexpr double smoothing = 0.05;  // smooths what is shorter than 1 mm: a bulge keeps 98 % of its height

/// r^2 log r, which bends least.
double plate(double square_mm2) { return square_mm2 > 0 ? square_mm2 * std::log(square_mm2) / 2 : 0; }

}  // namespace

WallBridge::WallBridge(const WallGrid& grid, const std::vector<double>& posterior_mm,
                       const std::vector<std::uint8_t>& trusted)
    : grid_(grid) {
  std::vector<double> values;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const std::size_t i = grid.index(column, row);
      if (trusted[i] == 0) continue;
      places_.push_back(place(column, row));
      values.push_back(posterior_mm[i]);
    }
  if (places_.size() < fewest_places) return;
  const auto n = static_cast<Eigen::Index>(places_.size());
  Eigen::MatrixXd system = Eigen::MatrixXd::Zero(n + 3, n + 3);
  Eigen::VectorXd right = Eigen::VectorXd::Zero(n + 3);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Eigen::Vector2d& here = places_[static_cast<std::size_t>(i)];
    for (Eigen::Index j = 0; j < n; ++j)
      system(i, j) = plate((here - places_[static_cast<std::size_t>(j)]).squaredNorm());
    system(i, i) = smoothing;
    system.block<1, 3>(i, n) << 1, here.x(), here.y();
    system.block<3, 1>(n, i) << 1, here.x(), here.y();
    right[i] = values[static_cast<std::size_t>(i)];
  }
  weights_ = system.partialPivLu().solve(right);
}

Eigen::Vector2d WallBridge::place(int column, int row) const {
  return {grid_.x_mm(column) - grid_.middle_x_mm, grid_.z_mm(column, row)};
}

std::optional<double> WallBridge::at_mm(int column, int row) const {
  const Eigen::Vector2d here = place(column, row);
  std::size_t near = 0;
  const auto n = static_cast<Eigen::Index>(places_.size());
  if (weights_.size() == 0) return std::nullopt;
  double height = weights_[n] + weights_.tail<2>().dot(here);
  for (Eigen::Index i = 0; i < n; ++i) {
    const double square = (here - places_[static_cast<std::size_t>(i)]).squaredNorm();
    height += weights_[i] * plate(square);
    near += square <= reach_mm * reach_mm ? 1U : 0U;
  }
  if (near < fewest_places) return std::nullopt;
  return height;
}

}  // namespace osteosign
