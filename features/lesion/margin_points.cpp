#include "features/lesion/margin_points.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/ray_blur.h"
#include "features/lesion/aligned_group.h"
#include "features/lesion/margin_rays.h"
#include "features/profile/choose_edge_model.h"
#include "features/profile/fit_ramp.h"
#include "features/profile/pool_profiles.h"

namespace osteosign {
namespace {

constexpr double trimmed_fraction = 0.1;

bool rises_like_a_rim(const ShellFit& shell, double noise_hu, std::size_t rays,
                      const MarginParameters& parameters) {
  return shell.visible_rise() >
         std::max(parameters.least_rim_hu, 3 * noise_hu / std::sqrt(static_cast<double>(rays)));
}

/// Thickness of a rim: with the blur of the scanner given, density and thickness part.
double rim_thickness_mm(const Profile& profile, const ShellFit& shell, double blur_mm,
                        const MarginParameters& parameters) {
  const Measured<ShellFit> with_known_blur =
      fit_shell(profile, {.density = {}, .sigma = blur_mm, .highest_density = parameters.densest_rim_hu});
  return with_known_blur.known() ? with_known_blur.value().thickness.value : shell.thickness.value;
}

/// Width of an edge without the blur. A wide transition may be a ramp as well as a Gaussian edge: both are
/// fitted, and their widths averaged by how well they explain the profile (weights of their BIC).
double transition_width_mm(const Profile& profile, const EdgeFit& edge, double blur_mm) {
  constexpr double widest_without_shape_mm = 3;
  constexpr double ramp_length_of_unit_sigma = 3.4641016151;  // sqrt(12): the same variance
  const double gaussian_mm = intrinsic_width(edge.sigma, blur_mm).value;
  if (gaussian_mm < widest_without_shape_mm) return gaussian_mm;
  const Measured<RampFit> ramp = fit_ramp(profile, blur_mm, edge.position.value,
                                          ramp_length_of_unit_sigma * gaussian_mm / width_of_unit_sigma);
  if (!ramp.known()) return gaussian_mm;
  const CurveFit& as_ramp = ramp.value().curve;
  const CurveFit& closest = as_ramp.residual_sum < edge.curve.residual_sum ? as_ramp : edge.curve;
  const double independent = std::max(closest.effective_samples(), 3.0);
  const double gain = edge.curve.bic(independent) - as_ramp.bic(independent);
  const double weight_of_ramp = 1 / (1 + std::exp(-gain / 2));
  return weight_of_ramp * ramp.value().width() + (1 - weight_of_ramp) * gaussian_mm;
}

MarginPoint judge_group(const Profile& profile, std::size_t rays, const Eigen::Vector3d& position,
                        double blur_mm, double noise_hu, const MarginParameters& parameters) {
  MarginPoint point{position, {}, {}};
  const EdgeChoice choice = choose_edge_model(profile, parameters.least_rim_bic_gain,
                                              {.density = {},
                                               .sigma = {},
                                               .highest_density = parameters.densest_rim_hu,
                                               .least_rise = parameters.least_rim_hu / 2});
  const bool has_rim = choice.model == EdgeModel::edge_with_shell &&
                       rises_like_a_rim(*choice.shell, noise_hu, rays, parameters);
  if (has_rim && choice.shell->curve.r_squared >= parameters.least_r_squared) {
    point.width_mm = intrinsic_width(choice.shell->sigma, blur_mm).value;
    point.rim_mm = rim_thickness_mm(profile, *choice.shell, blur_mm, parameters);
  } else if (choice.model != EdgeModel::constant &&
             choice.edge->curve.r_squared >= parameters.least_r_squared) {
    point.width_mm = transition_width_mm(profile, *choice.edge, blur_mm);
  }
  return point;
}

/// Rays of a point and of the points near it, in step with each other, and what the scanner and the
/// interpolation add to the variance of their edge.
struct RayGroup {
  std::vector<Profile> rays;
  double blur_variance_mm2 = 0;
};

RayGroup group_round(const CtVolume& ct, const SurfacePoints& surface, const std::vector<Profile>& rays,
                     const std::vector<double>& blur_mm, std::size_t point,
                     const MarginParameters& parameters) {
  std::vector<std::size_t> members;
  RayGroup group;
  for (const int neighbour : surface.neighbours[point]) {
    const auto near = static_cast<std::size_t>(neighbour);
    if (rays[near].values.empty()) continue;
    members.push_back(near);
    group.rays.push_back(rays[near]);
    // The normals of a curved surface spread, and with them the blur.
    group.blur_variance_mm2 += blur_mm[near] * blur_mm[near];
  }
  if (static_cast<int>(members.size()) < parameters.fewest_rays) return {};
  group.blur_variance_mm2 /= static_cast<double>(members.size());
  group.rays = aligned_group(ct, surface, members, group.rays, parameters.largest_alignment_mm);
  return group;
}

/// Points of the surface spread at least `spacing_mm` apart, round which groups are made; neighbours of a
/// closer spacing would share most of their rays.
std::vector<std::size_t> group_centres(const SurfacePoints& surface, double spacing_mm) {
  std::vector<std::size_t> centres;
  std::vector<char> taken(surface.size(), 0);
  for (std::size_t i = 0; i < surface.size(); ++i) {
    if (taken[i] != 0) continue;
    centres.push_back(i);
    for (const int neighbour : surface.neighbours[i]) {
      const auto near = static_cast<std::size_t>(neighbour);
      if ((surface.positions_mm[near] - surface.positions_mm[i]).norm() < spacing_mm) taken[near] = 1;
    }
  }
  return centres;
}

/// Blur of each ray. Unknown when the point spread is.
Measured<std::vector<double>> blur_of_rays_mm(const ImageGrid& grid, const SurfacePoints& surface,
                                              const PointSpread& spread) {
  std::vector<double> blur_mm;
  for (const Eigen::Vector3d& normal : surface.normals) {
    const Measured<double> blur = ray_blur_mm(grid, spread, normal);
    if (!blur.known()) return blur.unknown();
    blur_mm.push_back(blur.value());
  }
  return blur_mm;
}

}  // namespace

Measured<std::vector<std::optional<MarginPoint>>> margin_points(const CtVolume& ct, const LesionBox& box,
                                                                const CtLesionOutline& outline,
                                                                const SurfacePoints& surface,
                                                                const ImageQuality& quality,
                                                                const MarginParameters& parameters) {
  const Measured<std::vector<double>> blur_mm = blur_of_rays_mm(ct.grid, surface, quality.point_spread);
  if (!blur_mm.known()) return blur_mm.unknown();
  const std::vector<Profile> rays = margin_rays(ct, box, outline, surface, parameters);
  const std::vector<std::size_t> centres = group_centres(surface, parameters.group_spacing_mm);
  std::vector<std::optional<MarginPoint>> points(centres.size());
  tbb::parallel_for(std::size_t{0}, centres.size(), [&](std::size_t i) {
    const std::size_t centre = centres[i];
    if (rays[centre].values.empty()) return;
    const RayGroup group = group_round(ct, surface, rays, blur_mm.value(), centre, parameters);
    if (group.rays.empty()) return;
    const Measured<Profile> profile = pool(group.rays, trimmed_fraction);
    if (profile.known())
      points[i] = judge_group(profile.value(), group.rays.size(), surface.positions_mm[centre],
                              std::sqrt(group.blur_variance_mm2), known_noise_hu(quality), parameters);
  });
  return points;
}

}  // namespace osteosign
