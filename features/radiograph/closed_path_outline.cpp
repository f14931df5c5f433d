#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "features/radiograph/outline_methods.h"

namespace osteosign {
namespace {

constexpr int rays = 90;
constexpr int radii = 60;
constexpr double innermost = 0.2, outermost = 1.05;  // in parts of the way from the centre to the box

struct PolarGrid {
  double centre_column, centre_row, half_columns, half_rows;  // region pixels
  Eigen::Vector2d at(int ray, int radius) const {
    const double angle = 2 * std::numbers::pi * ray / rays;
    const double place = innermost + (outermost - innermost) * radius / (radii - 1);
    return {centre_column + place * half_columns * std::cos(angle),
            centre_row + place * half_rows * std::sin(angle)};
  }
};

float bilinear(const std::vector<float>& values, const FilmRegion& region, const Eigen::Vector2d& p) {
  const double x = std::clamp(p.x(), 0.0, region.columns - 1.0),
               y = std::clamp(p.y(), 0.0, region.rows - 1.0);
  const int c = std::min(region.columns - 1, static_cast<int>(x)),
            r = std::min(region.rows - 1, static_cast<int>(y));
  const int c1 = std::min(region.columns - 1, c + 1), r1 = std::min(region.rows - 1, r + 1);
  const auto value = [&](int column, int row) {
    return values[static_cast<std::size_t>(row) * region.columns + column];
  };
  const auto u = static_cast<float>(x - c), v = static_cast<float>(y - r);
  return (1 - v) * ((1 - u) * value(c, r) + u * value(c1, r)) +
         v * ((1 - u) * value(c, r1) + u * value(c1, r1));
}

using Costs = std::vector<std::array<double, radii>>;

/// Cost of the border at each node: evidence lost inside and outside of it (log odds summed along the ray,
/// weighted by the radius as area is) less the strength of the edge.
Costs node_costs(const FilmRegion& region, const LesionEvidence& evidence, const PolarGrid& grid,
                 const OutlineMethodParameters& parameters) {
  const std::vector<float> grey = smoothed(region.grey, region.columns, region.rows, 1.5);
  Costs costs(rays), edges(rays);
  double mean_edge = 0;
  for (int ray = 0; ray < rays; ++ray)
    for (int k = 0; k < radii; ++k) {
      const int before = std::max(0, k - 1), after = std::min(radii - 1, k + 1);
      edges[ray][k] = std::abs(bilinear(grey, region, grid.at(ray, after)) -
                               bilinear(grey, region, grid.at(ray, before)));
      mean_edge += edges[ray][k] / (rays * radii);
    }
  for (int ray = 0; ray < rays; ++ray) {
    double lost = 0;
    for (int k = 0; k < radii; ++k) {
      const double odds = std::clamp(bilinear(evidence.log_odds, region, grid.at(ray, k)), -6.0F, 6.0F);
      lost -= odds * k / (radii * 2.0);
      costs[ray][k] = lost - parameters.path_edge_weight * (mean_edge > 0 ? edges[ray][k] / mean_edge : 0);
    }
  }
  return costs;
}

/// Least cost from `start` on ray 0 once around and back to `start`; the radii along the way.
struct Path {
  double cost = std::numeric_limits<double>::infinity();
  std::array<int, rays> radius{};
};

Path closed_path(const Costs& costs, int start, double bend_cost) {
  constexpr int reach = 2;
  constexpr double unreachable = 1e30;
  std::vector<std::array<int, radii>> from(rays + 1);
  std::array<double, radii> best;
  best.fill(unreachable);
  best[start] = costs[0][start];
  for (int ray = 1; ray <= rays; ++ray) {
    std::array<double, radii> next;
    next.fill(unreachable);
    for (int k = 0; k < radii; ++k)
      for (int j = std::max(0, k - reach); j <= std::min(radii - 1, k + reach); ++j) {
        const double cost = best[j] + bend_cost * (k - j) * (k - j) + (ray < rays ? costs[ray][k] : 0);
        if (cost < next[k]) {
          next[k] = cost;
          from[ray][k] = j;
        }
      }
    best = next;
  }
  Path path;
  path.cost = best[start];
  int k = start;
  for (int ray = rays; ray > 0; --ray) {
    k = from[ray][k];
    path.radius[ray - 1] = k;
  }
  return path;
}

}  // namespace

std::vector<float> outline_by_closed_path(const FilmRegion& region, const PixelBox& box,
                                          const LesionEvidence& evidence,
                                          const OutlineMethodParameters& parameters) {
  const PolarGrid grid{region.region_column(box.centre_column()), region.region_row(box.centre_row()),
                       0.5 * box.columns() / region.step, 0.5 * box.rows() / region.step};
  const Costs costs = node_costs(region, evidence, grid, parameters);
  Path best;
  for (int start = 0; start < radii; ++start) {
    const Path path = closed_path(costs, start, parameters.path_bend_cost);
    if (path.cost < best.cost) best = path;
  }
  std::vector<float> inside(region.size(), 0);
  for (int r = 0; r < region.rows; ++r)
    for (int c = 0; c < region.columns; ++c) {
      const double x = (c - grid.centre_column) / grid.half_columns,
                   y = (r - grid.centre_row) / grid.half_rows;
      const double turn = std::atan2(y, x) / (2 * std::numbers::pi) + 1;
      const double ray = std::fmod(turn * rays, rays);
      const int first = static_cast<int>(ray) % rays, second = (first + 1) % rays;
      const double share = ray - std::floor(ray);
      const double border = (1 - share) * best.radius[first] + share * best.radius[second];
      const double border_place = innermost + (outermost - innermost) * border / (radii - 1);
      inside[static_cast<std::size_t>(r) * region.columns + c] =
          std::hypot(x, y) <= border_place ? 1.0F : 0.0F;
    }
  return inside;
}

}  // namespace osteosign
