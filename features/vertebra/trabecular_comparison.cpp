#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/vertebra/robust_figures.h"
#include "features/vertebra/trabeculae.h"

namespace osteosign {
namespace {

/// Values of the nearest other vertebrae that have one, weighted by their distance in levels.
std::vector<WeightedValue> of_neighbours(const std::vector<Trabeculae>& vertebrae, std::size_t self,
                                         MeasuredQuantity Trabeculae::*member, int most) {
  std::vector<WeightedValue> values;
  const std::size_t count = vertebrae.size();
  for (std::size_t levels = 1; levels < count; ++levels) {
    const double weight = std::exp(-static_cast<double>(levels) / 2);
    if (self >= levels)
      if (const Quantity* q = (vertebrae[self - levels].*member).if_known())
        values.push_back({q->value, weight});
    if (self + levels < count)
      if (const Quantity* q = (vertebrae[self + levels].*member).if_known())
        values.push_back({q->value, weight});
    if (values.size() >= static_cast<std::size_t>(most)) break;
  }
  return values;
}

Unknown too_few(std::size_t neighbours, int fewest) {
  return Unknown{fmt::format("{} neighbours can be compared, {} are needed", neighbours, fewest)};
}

/// Relative standard error of a spread from the median absolute deviation of so many values, whose efficiency
/// is 37 % (Rousseeuw and Croux 1993): few neighbours tell a spread badly, and a distance in spreads as
/// badly.
double error_of_spread(std::size_t values) { return 1 / std::sqrt(2 * 0.37 * static_cast<double>(values)); }

/// SD of a frame of which a share is soft tissue.
double sd_with_holes_hu(double sd_hu, double median_hu, const TrabeculaeParameters& parameters) {
  const double share = parameters.seen_hole_share;
  return std::hypot(sd_hu * std::sqrt(1 - share),
                    std::sqrt(share * (1 - share)) * (median_hu - parameters.seen_hole_hu));
}

/// z of the trabecular SD of one vertebra.
MeasuredQuantity compared_sd(const std::vector<Trabeculae>& vertebrae, std::size_t self,
                             const TrabeculaeParameters& parameters) {
  const Quantity* sd = vertebrae[self].sd.if_known();
  if (sd == nullptr) return vertebrae[self].sd.unknown();
  const auto others = of_neighbours(vertebrae, self, &Trabeculae::sd, parameters.compared_most);
  if (others.size() < static_cast<std::size_t>(parameters.compared_fewest))
    return too_few(others.size(), parameters.compared_fewest);
  const double centre = weighted_median(others);
  const double own_error = sd->sd.value_or(0);
  const double floor = std::hypot(own_error, parameters.least_sd_spread * centre);
  const double seen = weighted_spread(others, centre);
  const double spread = std::max(seen, floor);
  const double z = (sd->value - centre) / spread;
  const Quantity* median = vertebrae[self].median_hu.if_known();
  const double z_with_holes =
      median ? (sd_with_holes_hu(centre, median->value, parameters) - centre) / spread : 0;
  if (z < parameters.seen_hole_z && z_with_holes < parameters.seen_hole_z)
    return Unknown{fmt::format(
        "even, but holes of {:.0f} HU in {:.0f} % of marrow of {:.0f} HU would not differ enough from "
        "{} neighbours with a spread of {:.0f} HU",
        parameters.seen_hole_hu, 100 * parameters.seen_hole_share, median ? median->value : 0, others.size(),
        spread)};
  // Of a spread that is little below its floor, chance may have left less than there is.
  const double may_be = seen * (1 + error_of_spread(others.size()));
  const double of_spread = std::abs(z) * std::max(0.0, may_be / spread - 1);
  return Quantity{
      z, Unit::one, std::hypot(own_error / spread, of_spread),
      fmt::format("{} neighbours with {:.0f} HU, spread {:.0f} HU", others.size(), centre, spread)};
}

/// Octant range of one vertebra by that of the others.
MeasuredQuantity compared_octants(const std::vector<Trabeculae>& vertebrae, std::size_t self,
                                  const TrabeculaeParameters& parameters) {
  const Quantity* range = vertebrae[self].octant_range.if_known();
  if (range == nullptr) return vertebrae[self].octant_range.unknown();
  const auto others = of_neighbours(vertebrae, self, &Trabeculae::octant_range, parameters.compared_most);
  if (others.size() < static_cast<std::size_t>(parameters.compared_fewest))
    return too_few(others.size(), parameters.compared_fewest);
  const double centre = std::max(weighted_median(others), parameters.least_octant_range_hu);
  const double ratio = range->value / centre;
  const double of_others = ratio * weighted_spread(others, centre) / centre;
  return Quantity{ratio, Unit::one, std::hypot(range->sd.value_or(0) / centre, of_others),
                  fmt::format("{} neighbours with {:.0f} HU", others.size(), centre)};
}

}  // namespace

std::vector<Trabeculae> compared_with_neighbours(std::vector<Trabeculae> vertebrae,
                                                 const TrabeculaeParameters& parameters) {
  const std::vector<Trabeculae> alone = vertebrae;
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    if (alone[k].vertical_struts) {
      vertebrae[k].sd_z = vertebrae[k].octant_range_ratio =
          Unknown{"the core is made of vertical struts, as in a haemangioma: its evenness says nothing"};
      continue;
    }
    vertebrae[k].sd_z = compared_sd(alone, k, parameters);
    vertebrae[k].octant_range_ratio = compared_octants(alone, k, parameters);
  }
  return vertebrae;
}

}  // namespace osteosign
