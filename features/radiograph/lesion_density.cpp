#include "features/radiograph/lesion_density.h"

#include <cmath>

#include "features/radiograph/lesion_outline.h"

namespace osteosign {
namespace {

struct DensityCounts {
  double inside = 0, lytic = 0, sclerotic = 0, outside = 0;
};

bool inside_outline(const FilmRegion& region, const RadiographLesionOutline& outline, std::size_t i) {
  const int c = static_cast<int>(std::lround(region.film_column(static_cast<double>(i % region.columns))));
  const int r = static_cast<int>(std::lround(region.film_row(static_cast<double>(i / region.columns))));
  return c >= 0 && r >= 0 && c < outline.columns && r < outline.rows &&
         outline.inside[static_cast<std::size_t>(r) * outline.columns + c] != 0;
}

DensityCounts count_changes(const FilmRegion& region, const RadiographLesionOutline& outline,
                            const std::vector<float>& expected, double least_residual) {
  const std::vector<float> grey = smoothed(region.grey, region.columns, region.rows, 1.0);
  double squares = 0;
  DensityCounts counts;
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (region.usable[i] == 0 || inside_outline(region, outline, i)) continue;
    squares += std::pow(static_cast<double>(grey[i]) - expected[i], 2);
    counts.outside += 1;
  }
  const double limit = counts.outside > 0 ? least_residual * std::sqrt(squares / counts.outside) : 0;
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (!inside_outline(region, outline, i)) continue;
    counts.inside += 1;
    if (grey[i] < expected[i] - limit) counts.lytic += 1;
    if (grey[i] > expected[i] + limit) counts.sclerotic += 1;
  }
  return counts;
}

Measured<DensityClass> density_class(const DensityCounts& counts, const RadiographDensityParameters& p) {
  const double changed = counts.lytic + counts.sclerotic;
  if (changed < p.least_changed * counts.inside)
    return Unknown{"the lesion does not differ in density from what is expected there"};
  if (counts.lytic >= p.pure_share * changed) return DensityClass::lytic;
  if (counts.sclerotic >= p.pure_share * changed) return DensityClass::sclerotic;
  return DensityClass::mixed;
}

}  // namespace

RadiographLesionDensity measure_lesion_density(const Radiograph& film, const RadiographField& field,
                                               const RadiographLesionOutline& outline,
                                               const RadiographDensityParameters& parameters) {
  const PixelBox tight = bounding_box(outline);
  if (tight.columns() < 1) return {};
  constexpr double looseness = 0.2, surroundings = 0.5;
  constexpr int longest_side = 176;
  const PixelBox box = loosened(tight, looseness);
  const FilmRegion region = cut_region(film, field, loosened(box, surroundings), longest_side);
  const std::vector<float> expected = expected_background(region, box, parameters.background);
  const DensityCounts counts = count_changes(region, outline, expected, parameters.least_residual);
  if (counts.outside < 1 || counts.inside < 1) {
    const Unknown reason{"no usable film around the lesion to compare its density with"};
    return {reason, reason, reason};
  }
  const std::string method = "film against the background carried in from around the lesion";
  return {Quantity{counts.lytic / counts.inside, Unit::fraction, {}, method},
          Quantity{counts.sclerotic / counts.inside, Unit::fraction, {}, method},
          density_class(counts, parameters)};
}

}  // namespace osteosign
