#include "features/lesion/margin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/find/ray_blur.h"
#include "features/lesion/aligned_group.h"
#include "features/lesion/margin_rays.h"
#include "features/profile/choose_edge_model.h"
#include "features/profile/pool_profiles.h"

namespace osteosign {
namespace {

constexpr double trimmed_fraction = 0.1;
constexpr double sd_of_interquartile_range = 1 / 1.349;

/// What one group of rays shows.
struct MarginPoint {
  Eigen::Vector3d position_mm;
  std::optional<double> width_mm;  ///< none: no edge
  std::optional<double> rim_mm;    ///< none: no rim
};

bool rises_like_a_rim(const ShellFit& shell, double noise_hu, std::size_t rays,
                      const MarginParameters& parameters) {
  const double rise = shell.density.value - std::max(shell.inside.value, shell.outside.value);
  return rise > std::max(parameters.least_rim_hu, 3 * noise_hu / std::sqrt(static_cast<double>(rays)));
}

/// Thickness of a rim: with the blur of the scanner given, density and thickness part.
double rim_thickness_mm(const Profile& profile, const ShellFit& shell, double blur_mm,
                        const MarginParameters& parameters) {
  const Measured<ShellFit> with_known_blur =
      fit_shell(profile, {.density = {}, .sigma = blur_mm, .highest_density = parameters.densest_rim_hu});
  return with_known_blur.known() ? with_known_blur.value().thickness.value : shell.thickness.value;
}

MarginPoint judge_group(const Profile& profile, std::size_t rays, const Eigen::Vector3d& position,
                        double blur_mm, double noise_hu, const MarginParameters& parameters) {
  MarginPoint point{position, {}, {}};
  const EdgeChoice choice =
      choose_edge_model(profile, parameters.least_rim_bic_gain,
                        {.density = {}, .sigma = {}, .highest_density = parameters.densest_rim_hu});
  const bool has_rim = choice.model == EdgeModel::edge_with_shell &&
                       rises_like_a_rim(*choice.shell, noise_hu, rays, parameters);
  if (has_rim && choice.shell->curve.r_squared >= parameters.least_r_squared) {
    point.width_mm = intrinsic_width(choice.shell->sigma, blur_mm).value;
    point.rim_mm = rim_thickness_mm(profile, *choice.shell, blur_mm, parameters);
  } else if (choice.model != EdgeModel::constant &&
             choice.edge->curve.r_squared >= parameters.least_r_squared) {
    point.width_mm = intrinsic_width(choice.edge->sigma, blur_mm).value;
  }
  return point;
}

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

void set_all(LesionMargin& margin, const Unknown& reason) {
  margin.width = margin.width_p90 = margin.sharp_fraction = margin.wide_fraction = reason;
  margin.rim_completeness = margin.rim_thickness = reason;
}

/// Widths and fractions over the assessable points; a point without an edge has no width and counts as wide.
void summarize_widths(LesionMargin& margin, const std::vector<MarginPoint>& points,
                      const MarginParameters& parameters) {
  std::vector<double> widths;
  double sharp = 0;
  double wide = 0;
  const MarginPoint* widest = nullptr;
  for (const MarginPoint& point : points) {
    const double width = point.width_mm.value_or(parameters.outward_mm);
    if (point.width_mm) widths.push_back(width);
    sharp += width < parameters.sharp_below_mm;
    wide += width > parameters.wide_above_mm;
    if (widest == nullptr || width > widest->width_mm.value_or(parameters.outward_mm)) widest = &point;
  }
  const auto count = static_cast<double>(points.size());
  margin.sharp_fraction = Quantity{sharp / count, Unit::fraction};
  margin.wide_fraction = Quantity{wide / count, Unit::fraction};
  margin.widest_in_patient_mm = widest->position_mm;
  if (2 * widths.size() < points.size()) {
    margin.width = margin.width_p90 = Unknown{
        fmt::format("{} of {} surface points have no edge", points.size() - widths.size(), points.size())};
    return;
  }
  const double sd = sd_of_interquartile_range * (quantile(widths, 0.75) - quantile(widths, 0.25));
  const std::string method = fmt::format("{} groups of rays", widths.size());
  margin.width = Quantity{quantile(widths, 0.5), Unit::mm, sd, method};
  margin.width_p90 = Quantity{quantile(widths, 0.9), Unit::mm, {}, method};
}

void summarize_rim(LesionMargin& margin, const std::vector<MarginPoint>& points) {
  std::vector<double> thickness;
  for (const MarginPoint& point : points)
    if (point.rim_mm) thickness.push_back(*point.rim_mm);
  margin.rim_completeness =
      Quantity{static_cast<double>(thickness.size()) / static_cast<double>(points.size()), Unit::fraction};
  if (thickness.empty()) {
    margin.rim_thickness = Unknown{"no rim"};
    return;
  }
  const double sd = sd_of_interquartile_range * (quantile(thickness, 0.75) - quantile(thickness, 0.25));
  margin.rim_thickness = Quantity{quantile(thickness, 0.5), Unit::mm, sd};
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

/// What is seen at the points that have rays enough. Unknown when the blur is.
Measured<std::vector<MarginPoint>> margin_points(const CtVolume& ct, const LesionBox& box,
                                                 const CtLesionOutline& outline, const SurfacePoints& surface,
                                                 const ImageQuality& quality,
                                                 const MarginParameters& parameters) {
  const std::vector<Profile> rays = margin_rays(ct, box, outline, surface, parameters);
  std::vector<double> blur_mm;
  for (const Eigen::Vector3d& normal : surface.normals) {
    const Measured<double> blur = ray_blur_mm(ct.grid, quality.point_spread, normal);
    if (!blur.known()) return blur.unknown();
    blur_mm.push_back(blur.value());
  }
  std::vector<MarginPoint> points;
  for (std::size_t i = 0; i < surface.size(); ++i) {
    if (rays[i].values.empty()) continue;
    const RayGroup group = group_round(ct, surface, rays, blur_mm, i, parameters);
    if (group.rays.empty()) continue;
    const Measured<Profile> profile = pool(group.rays, trimmed_fraction);
    if (profile.known())
      points.push_back(judge_group(profile.value(), group.rays.size(), surface.positions_mm[i],
                                   std::sqrt(group.blur_variance_mm2), known_noise_hu(quality), parameters));
  }
  return points;
}

}  // namespace

LesionMargin measure_margin(const CtVolume& ct, const LesionBox& box, const CtLesionOutline& outline,
                            const ImageQuality& quality, const MarginParameters& parameters) {
  LesionMargin margin;
  const SurfacePoints surface = spread_points(extract_surface(outline.box, outline.membership, 0.5),
                                              parameters.point_spacing_mm, parameters.pooling_radius_mm);
  if (surface.size() == 0) {
    set_all(margin, Unknown{"the outline is empty"});
    margin.valid_fraction = Unknown{"the outline is empty"};
    return margin;
  }
  const Measured<std::vector<MarginPoint>> points =
      margin_points(ct, box, outline, surface, quality, parameters);
  if (!points.known()) {
    set_all(margin, Unknown{"point spread: " + points.reason()});
    margin.valid_fraction = points.unknown();
    return margin;
  }
  const double valid = static_cast<double>(points.value().size()) / static_cast<double>(surface.size());
  margin.valid_fraction = Quantity{valid, Unit::fraction};
  if (points.value().empty() || valid < parameters.least_valid_fraction) {
    set_all(margin, Unknown{fmt::format("{:.0f} % of the surface is assessable, {:.0f} % are needed",
                                        100 * valid, 100 * parameters.least_valid_fraction)});
    return margin;
  }
  summarize_widths(margin, points.value(), parameters);
  summarize_rim(margin, points.value());
  return margin;
}

}  // namespace osteosign
