#include "features/shape/implicit_surface.h"

#include <cmath>
#include <string>

#include "features/shape/near_points.h"

namespace osteosign {
namespace {

constexpr double first_spacing_mm = 2.5;
constexpr double wider = 1.25;
constexpr std::size_t fewest_points = 20;
// Residuals are this times the weights of the centres: single points do not bend the surface.
constexpr double smoothing_mm = 0.7;

std::vector<std::size_t> thinned(const std::vector<Eigen::Vector3d>& points_mm, int most_points) {
  double spacing_mm = first_spacing_mm;
  std::vector<std::size_t> kept = spaced_out(points_mm, spacing_mm);
  while (kept.size() > static_cast<std::size_t>(most_points)) {
    spacing_mm *= wider;
    kept = spaced_out(points_mm, spacing_mm);
  }
  return kept;
}

}  // namespace

std::vector<std::size_t> spaced_out(const std::vector<Eigen::Vector3d>& points_mm, double spacing_mm) {
  const NearPoints near(points_mm, spacing_mm);
  std::vector<bool> taken(points_mm.size(), false);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < points_mm.size(); ++i) {
    if (taken[i]) continue;
    kept.push_back(i);
    for (const int neighbour : near.near(points_mm[i])) taken[static_cast<std::size_t>(neighbour)] = true;
  }
  return kept;
}

Measured<ImplicitSurface> fit_implicit_surface(const std::vector<Eigen::Vector3d>& points_mm,
                                               const std::vector<Eigen::Vector3d>& normals, double offset_mm,
                                               const KnownHeights& others, int most_points) {
  const std::vector<std::size_t> kept = thinned(points_mm, most_points);
  if (kept.size() < fewest_points)
    return Unknown{"only " + std::to_string(kept.size()) + " points of bone surface round the lesion"};
  std::vector<Eigen::Vector3d> centres = others.points_mm;
  std::vector<double> heights = others.heights_mm;
  for (const std::size_t i : kept)
    for (const double height : {0.0, -offset_mm, offset_mm}) {
      centres.emplace_back(points_mm[i] + height * normals[i]);
      heights.push_back(height);
    }
  RadialSurface<3> surface(
      std::move(centres), heights, [](double square_mm2) { return std::sqrt(square_mm2); }, -smoothing_mm);
  if (!surface.is_determined()) return Unknown{"the points of the bone surface lie in a plane"};
  return ImplicitSurface(std::move(surface));
}

}  // namespace osteosign
