#include "features/lesion/margin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/lesion/margin_points.h"

namespace osteosign {
namespace {

constexpr double sd_of_interquartile_range = 1 / 1.349;

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

/// Spacing of the rays: the wanted one, or more where the surface is so large that rays would become too
/// many.
double ray_spacing_mm(const TriangleMesh& mesh, double wanted_mm) {
  constexpr double most_rays = 6000;
  return std::max(wanted_mm, std::sqrt(mesh.area_mm2() / most_rays));
}

}  // namespace

LesionMargin measure_margin(const CtVolume& ct, const LesionBox& box, const CtLesionOutline& outline,
                            const ImageQuality& quality, const MarginParameters& parameters) {
  LesionMargin margin;
  const TriangleMesh mesh = extract_surface(outline.box, outline.membership, 0.5);
  const SurfacePoints surface =
      spread_points(mesh, ray_spacing_mm(mesh, parameters.point_spacing_mm), parameters.pooling_radius_mm);
  if (surface.size() == 0) {
    set_all(margin, Unknown{"the outline is empty"});
    margin.valid_fraction = Unknown{"the outline is empty"};
    return margin;
  }
  const auto groups = margin_points(ct, box, outline, surface, quality, parameters);
  if (!groups.known()) {
    set_all(margin, Unknown{"point spread: " + groups.reason()});
    margin.valid_fraction = groups.unknown();
    return margin;
  }
  std::vector<MarginPoint> points;
  for (const std::optional<MarginPoint>& point : groups.value())
    if (point) points.push_back(*point);
  const double valid = static_cast<double>(points.size()) / static_cast<double>(groups.value().size());
  margin.valid_fraction = Quantity{valid, Unit::fraction};
  if (points.empty() || valid < parameters.least_valid_fraction) {
    set_all(margin, Unknown{fmt::format("{:.0f} % of the surface is assessable, {:.0f} % are needed",
                                        100 * valid, 100 * parameters.least_valid_fraction)});
    return margin;
  }
  summarize_widths(margin, points, parameters);
  summarize_rim(margin, points);
  return margin;
}

}  // namespace osteosign
