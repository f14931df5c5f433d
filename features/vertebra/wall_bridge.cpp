#include "features/vertebra/wall_bridge.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double reach_mm = 9;  // a vein of 8 mm and two rows of wall round it
constexpr std::size_t fewest_places = 18;
constexpr double smoothing = 0.05;  // smooths what is shorter than 1 mm: a bulge keeps 98 % of its height

/// r^2 log r.
double plate_kernel(double square_mm2) { return square_mm2 > 0 ? square_mm2 * std::log(square_mm2) / 2 : 0; }

}  // namespace

WallBridge::WallBridge(const WallGrid& grid, const std::vector<double>& posterior_mm,
                       const std::vector<std::uint8_t>& trusted)
    : grid_(grid) {
  std::vector<Eigen::Vector2d> places;
  std::vector<double> heights;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const std::size_t i = grid.index(column, row);
      if (trusted[i] == 0) continue;
      places.push_back(place(column, row));
      heights.push_back(posterior_mm[i]);
    }
  if (places.size() < fewest_places) return;
  RadialSurface<2> plate(std::move(places), heights, plate_kernel, smoothing);
  if (plate.is_determined()) plate_ = std::move(plate);
}

Eigen::Vector2d WallBridge::place(int column, int row) const {
  return {grid_.x_mm(column) - grid_.middle_x_mm, grid_.z_mm(column, row)};
}

std::optional<double> WallBridge::at_mm(int column, int row) const {
  if (!plate_) return std::nullopt;
  const Eigen::Vector2d here = place(column, row);
  const auto near = std::ranges::count_if(plate_->centres_mm(), [&](const Eigen::Vector2d& other) {
    return (here - other).squaredNorm() <= reach_mm * reach_mm;
  });
  if (static_cast<std::size_t>(near) < fewest_places) return std::nullopt;
  return plate_->height_mm(here);
}

}  // namespace osteosign
