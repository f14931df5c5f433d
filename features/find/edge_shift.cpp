#include "features/find/edge_shift.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/profile/choose_edge_model.h"
#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double trimmed_fraction = 0.1;
constexpr double least_shell_gain = 6;
constexpr double densest_rim_hu = 1500;
constexpr double least_rim_hu = 60;  // methods A4.2
constexpr double shortest_half_window_mm = 3;
constexpr double longest_half_window_mm = 8;

/// How far an edge reaches to either side of its middle: blur of the scanner and of the sampling.
double half_window_mm(const ImageGrid& grid, const PointSpread& spread, const Eigen::Vector3d& normal) {
  const Eigen::Vector3d index_direction = grid.direction.transpose() * normal;
  const double voxel = index_direction.cwiseAbs().dot(grid.spacing_mm);
  const Measured<double> sigma = spread.sigma_along_mm(index_direction);
  const double blur = sigma.known() ? sigma.value() : voxel / 2;
  return std::clamp(std::max(4 * blur, 2.5 * voxel), shortest_half_window_mm, longest_half_window_mm);
}

Measured<double> edge_position(const Profile& profile, const LesionOutlineParameters& parameters) {
  const EdgeChoice choice = choose_edge_model(
      profile, least_shell_gain,
      {.density = {}, .sigma = {}, .highest_density = densest_rim_hu, .least_rise = least_rim_hu / 2});
  if (choice.model == EdgeModel::constant) return Unknown{"no edge"};
  const bool has_shell =
      choice.model == EdgeModel::edge_with_shell && choice.shell->visible_rise() > least_rim_hu;
  const CurveFit& curve = has_shell ? choice.shell->curve : choice.edge->curve;
  const double position = has_shell ? choice.shell->inner_edge() : choice.edge->position.value;
  if (curve.r_squared < parameters.least_edge_r_squared)
    return Unknown{"the edge does not explain the profile"};
  if (std::abs(position) > parameters.edge_search_mm)
    return Unknown{"the edge lies too far from the surface"};
  return position;
}

}  // namespace

std::vector<EdgeShift> find_edges(const CtVolume& ct, const SurfacePoints& surface,
                                  const ImageQuality& quality, const LesionOutlineParameters& parameters) {
  std::vector<Profile> rays;
  for (std::size_t i = 0; i < surface.size(); ++i) {
    const double half = half_window_mm(ct.grid, quality.point_spread, surface.normals[i]);
    const Measured<Profile> ray = sample_ray(ct, surface.positions_mm[i], surface.normals[i],
                                             {.inward = half, .outward = half, .step = 0.25});
    rays.push_back(ray.known() ? ray.value() : Profile{.step = 0.25, .first = 0, .values = {}});
  }
  std::vector<std::optional<EdgeShift>> found(surface.size());
  tbb::parallel_for(std::size_t{0}, surface.size(), [&](std::size_t i) {
    std::vector<Profile> group;
    for (const int neighbour : surface.neighbours[i])
      if (!rays[static_cast<std::size_t>(neighbour)].values.empty())
        group.push_back(rays[static_cast<std::size_t>(neighbour)]);
    const Measured<Profile> pooled = pool(group, trimmed_fraction);
    if (!pooled.known()) return;
    const Measured<double> position = edge_position(pooled.value(), parameters);
    if (position.known()) found[i] = {surface.positions_mm[i], surface.normals[i], position.value()};
  });
  std::vector<EdgeShift> edges;
  for (const std::optional<EdgeShift>& edge : found)
    if (edge) edges.push_back(*edge);
  return edges;
}

}  // namespace osteosign
