#include "features/radiograph/margin_arcs.h"

#include <algorithm>
#include <cmath>

#include "features/profile/choose_edge_model.h"
#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double step_px = 0.5;

bool all_usable(const RadiographField& field, const OutlineRay& ray, double window) {
  for (double t = -window; t <= window; t += 1) {
    const Eigen::Vector2d p = ray.pixel + t * ray.outward;
    if (!field.usable_at(static_cast<int>(std::lround(p.x())), static_cast<int>(std::lround(p.y()))))
      return false;
  }
  return true;
}

double mean_between(const Profile& profile, double lowest, double highest) {
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    if (profile.position(i) < lowest || profile.position(i) > highest) continue;
    sum += profile.values[i];
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}

/// A lesion darker than the bone around it whose profile ends darker still has left the bone.
bool crosses_the_bone_edge(const Profile& profile, double window) {
  const double inside = mean_between(profile, -window, -0.5 * window);
  const double end = mean_between(profile, 0.85 * window, window);
  double peak = inside;
  for (std::size_t i = 0; i < profile.size(); ++i)
    if (profile.position(i) > -0.25 * window) peak = std::max(peak, profile.values[i]);
  constexpr double clear_fall = 0.25;
  const double rise = peak - inside;
  const double fall = inside - end;
  return rise > 0 && fall > clear_fall * rise && rise > clear_fall * fall;
}

std::vector<Profile> profiles_of(const Radiograph& film, const RadiographField& field,
                                 const std::vector<OutlineRay>& rays, std::size_t first, std::size_t count,
                                 double window) {
  std::vector<Profile> profiles;
  for (std::size_t k = first; k < first + count; ++k) {
    const OutlineRay& ray = rays[k];
    if (!all_usable(field, ray, window)) continue;
    const Measured<Profile> profile = sample_ray(film, ray.pixel, ray.outward, {window, window, step_px});
    if (profile.known()) profiles.push_back(profile.value());
  }
  return profiles;
}

bool rises_as_a_rim(const EdgeChoice& choice, double least_height) {
  if (choice.model != EdgeModel::edge_with_shell || !choice.shell) return false;
  const ShellFit& shell = *choice.shell;
  return shell.density.value - std::max(shell.inside.value, shell.outside.value) > least_height;
}

/// The fit of one pool; no width when it explains too little or lies elsewhere.
MarginArc fitted_arc(const Eigen::Vector2d& pixel, const Profile& pooled, double least_rim_height,
                     double radius_px, const RadiographMarginParameters& p) {
  MarginArc arc{pixel};
  const EdgeChoice choice = choose_edge_model(pooled, p.least_rim_bic_gain, {});
  if (choice.model == EdgeModel::constant) return arc;
  arc.has_rim = rises_as_a_rim(choice, least_rim_height);
  // With a rim the margin is the inner flank of the rim: its blur is the shell's.
  const Estimate sigma = arc.has_rim ? choice.shell->sigma : choice.edge->sigma;
  const double position = arc.has_rim ? choice.shell->inner_edge() : choice.edge->position.value;
  const CurveFit& curve = arc.has_rim ? choice.shell->curve : choice.edge->curve;
  const bool explains = curve.r_squared >= p.least_r_squared;
  const bool here = std::abs(position) <= std::max(2.0, p.greatest_shift_radii * radius_px);
  if (explains && here) arc.width_px = intrinsic_width(sigma, p.detector_sigma_px).value;
  if (!arc.width_px) arc.has_rim = false;
  return arc;
}

}  // namespace

std::vector<MarginArc> measure_margin_arcs(const Radiograph& film, const RadiographField& field,
                                           const std::vector<OutlineRay>& rays, double radius_px,
                                           const RadiographMarginParameters& p) {
  const double window = std::max(p.smallest_window_px, p.window_radii * radius_px);
  const auto pooled_rays = static_cast<std::size_t>(
      std::max<double>(p.least_pooled_rays, std::round(p.pooled_arc_radii * radius_px)));
  std::vector<MarginArc> arcs;
  for (std::size_t first = 0; first + pooled_rays <= rays.size(); first += pooled_rays) {
    const Eigen::Vector2d middle = rays[first + pooled_rays / 2].pixel;
    const std::vector<Profile> profiles = profiles_of(film, field, rays, first, pooled_rays, window);
    arcs.push_back({middle});
    if (2 * profiles.size() < pooled_rays) continue;
    const Measured<Profile> pooled = pool(profiles, p.trimmed_fraction);
    if (!pooled.known() || crosses_the_bone_edge(pooled.value(), window)) continue;
    const double grey = mean_between(pooled.value(), 0, window);
    const double noise = field.noise.known() ? field.noise.value().sd_at(grey) : 0;
    arcs.back() = fitted_arc(middle, pooled.value(), p.least_rim_contrast * noise, radius_px, p);
  }
  return arcs;
}

}  // namespace osteosign
