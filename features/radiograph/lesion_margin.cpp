#include "features/radiograph/lesion_margin.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/profile/fit_curve.h"
#include "features/profile/order_statistics.h"
#include "features/radiograph/in_millimetres.h"
#include "features/radiograph/margin_arcs.h"

namespace osteosign {
namespace {

double radius_of(const RadiographLesionOutline& outline) {
  double pixels = 0;
  for (const std::uint8_t in : outline.inside) pixels += in;
  return std::sqrt(pixels / std::numbers::pi);
}

/// SD of the median from the robust spread of the arcs.
Estimate median_with_sd(const std::vector<double>& values) {
  const double centre = median(values);
  std::vector<double> distances;
  for (const double v : values) distances.push_back(std::abs(v - centre));
  constexpr double sd_of_mad = 1.4826, sd_of_median = 1.2533;
  return {centre,
          sd_of_median * sd_of_mad * median(distances) / std::sqrt(static_cast<double>(values.size()))};
}

RadiographLesionMargin unknown_margin(const Unknown& reason) {
  return {reason, reason, reason, reason, reason, reason, reason, reason};
}

}  // namespace

RadiographLesionMargin measure_lesion_margin(const Radiograph& film, const RadiographField& field,
                                             const RadiographLesionOutline& outline,
                                             const RadiographMarginParameters& parameters) {
  const double radius = radius_of(outline);
  const std::vector<MarginArc> arcs = measure_margin_arcs(
      film, field, rays_along_outline(outline, parameters.outline_smoothing_px), radius, parameters);
  if (arcs.empty()) return unknown_margin(Unknown{"the lesion is too small on the film to tell its margin"});
  std::vector<double> widths;
  double sharp = 0, wide = 0, rim = 0;
  const MarginArc* widest = nullptr;
  for (const MarginArc& arc : arcs) {
    if (!arc.width_px) continue;
    widths.push_back(*arc.width_px);
    sharp += *arc.width_px <= parameters.sharp_to_radius * radius ? 1 : 0;
    wide += *arc.width_px >= parameters.wide_to_radius * radius ? 1 : 0;
    rim += arc.has_rim ? 1 : 0;
    if (widest == nullptr || *arc.width_px > *widest->width_px) widest = &arc;
  }
  const auto valid = static_cast<double>(widths.size());
  const Quantity valid_fraction{valid / static_cast<double>(arcs.size()), Unit::fraction};
  if (valid < parameters.least_valid_arcs) {
    RadiographLesionMargin margin =
        unknown_margin(Unknown{"too few places of the outline show an edge that can be fitted"});
    margin.valid_fraction = valid_fraction;
    return margin;
  }
  const Estimate width = median_with_sd(widths);
  const std::string method = "edge fits on pooled profiles across the outline, median of " +
                             std::to_string(widths.size()) + " of " + std::to_string(arcs.size()) + " arcs";
  return {Quantity{width.value, Unit::pixel, width.sd, method},
          in_millimetres(Quantity{width.value, Unit::pixel, width.sd, method}, 1, film.spacing),
          Quantity{width.value / radius, Unit::one, width.sd / radius, method},
          Quantity{sharp / valid, Unit::fraction},
          Quantity{wide / valid, Unit::fraction},
          valid_fraction,
          Quantity{rim / valid, Unit::fraction},
          widest->pixel};
}

}  // namespace osteosign
