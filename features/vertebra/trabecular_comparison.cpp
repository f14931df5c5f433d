#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/vertebra/robust_figures.h"
#include "features/vertebra/trabeculae.h"

namespace osteosign {
namespace {

/// Values of the nearest other vertebrae that have one, weighted by their distance in levels.
std::vector<WeightedValue> of_neighbours(const std::vector<MeasuredQuantity>& values, std::size_t self,
                                         int most) {
  std::vector<WeightedValue> result;
  for (std::size_t levels = 1; levels < values.size(); ++levels) {
    const double weight = std::exp(-static_cast<double>(levels) / 2);
    if (self >= levels)
      if (const Quantity* q = values[self - levels].if_known()) result.push_back({q->value, weight});
    if (self + levels < values.size())
      if (const Quantity* q = values[self + levels].if_known()) result.push_back({q->value, weight});
    if (result.size() >= static_cast<std::size_t>(most)) break;
  }
  return result;
}

Unknown too_few(std::size_t neighbours, int fewest) {
  return Unknown{fmt::format("{} neighbours can be compared, {} are needed", neighbours, fewest)};
}

/// Relative standard error of a spread from the median absolute deviation of so many values, whose efficiency
/// is 37 % (Rousseeuw and Croux 1993): few neighbours tell a spread badly, and a distance in spreads as
/// badly.
double error_of_spread(std::size_t values) { return 1 / std::sqrt(2 * 0.37 * static_cast<double>(values)); }

/// SD of a frame by the density of its bone.
MeasuredQuantity relative_sd(const Trabeculae& vertebra, const TrabeculaeParameters& parameters) {
  constexpr double least_bone_hu = 50;  // below, the error of a density of 5 HU makes 10 % and more
  const Quantity* sd = vertebra.sd.if_known();
  if (sd == nullptr) return vertebra.sd.unknown();
  const Quantity* median = vertebra.median_hu.if_known();
  if (median == nullptr) return vertebra.median_hu.unknown();
  const double bone_hu = median->value - parameters.marrow_without_bone_hu;
  if (bone_hu < least_bone_hu) return Unknown{fmt::format("{:.0f} HU of bone", bone_hu)};
  return Quantity{sd->value / bone_hu, Unit::one, sd->sd.value_or(0) / bone_hu, ""};
}

/// What is compared, of all vertebrae.
struct Column {
  std::vector<MeasuredQuantity> sds, relative_sds, octant_ranges, medians_hu;
};

Column column_of(const std::vector<Trabeculae>& vertebrae, const TrabeculaeParameters& parameters) {
  Column column;
  for (const Trabeculae& vertebra : vertebrae) {
    column.sds.push_back(vertebra.sd);
    column.relative_sds.push_back(relative_sd(vertebra, parameters));
    column.octant_ranges.push_back(vertebra.octant_range);
    column.medians_hu.push_back(vertebra.median_hu);
  }
  return column;
}

/// One figure of a vertebra among its neighbours.
struct Comparison {
  double centre;
  double seen_spread;  ///< of the neighbours
  double spread;       ///< that, or what must be expected at least
  double own_error;
  double z;
  std::size_t neighbours;

  /// Of a spread that is little below its floor, chance may have left less than there is.
  double error_of_z() const {
    const double may_be = seen_spread * (1 + error_of_spread(neighbours));
    return std::hypot(own_error / spread, std::abs(z) * std::max(0.0, may_be / spread - 1));
  }
  /// z of another value, less the error that this one has.
  double surely_reached(double value) const { return (value - centre - own_error) / spread; }
};

Measured<Comparison> compared(const std::vector<MeasuredQuantity>& values, std::size_t self,
                              double least_spread, const TrabeculaeParameters& parameters) {
  const Quantity* own = values[self].if_known();
  if (own == nullptr) return values[self].unknown();
  const auto others = of_neighbours(values, self, parameters.compared_most);
  if (others.size() < static_cast<std::size_t>(parameters.compared_fewest))
    return too_few(others.size(), parameters.compared_fewest);
  const double centre = weighted_median(others);
  const double seen = weighted_spread(others, centre);
  const double spread = std::max(seen, least_spread * centre);
  return Comparison{centre, seen, spread, own->sd.value_or(0), (own->value - centre) / spread, others.size()};
}

/// SD and median of a frame of which a share is soft tissue.
struct Holed {
  double sd_hu;
  double median_hu;
};

Holed with_holes(double sd_hu, double median_hu, const TrabeculaeParameters& parameters) {
  const double share = parameters.seen_hole_share;
  // The middle value of all is the (0.5 - share) / (1 - share) quantile of what is left of the marrow.
  constexpr double of_a_fifth = 0.32;  // SD that this quantile lies below the median, at a share of 0.2
  return {std::hypot(sd_hu * std::sqrt(1 - share),
                     std::sqrt(share * (1 - share)) * (median_hu - parameters.seen_hole_hu)),
          median_hu - of_a_fifth * share / 0.2 * sd_hu};
}

/// How much darker the marrow is than that of the neighbours, when it is as much as holes of
/// `seen_hole_share` of it make and more than the neighbours differ among themselves: blur may have evened
/// such holes out.
std::optional<double> darker_as_by_holes_hu(const Column& column, std::size_t self,
                                            const TrabeculaeParameters& parameters) {
  const Measured<Comparison> medians =
      compared(column.medians_hu, self, parameters.darker_least_spread, parameters);
  if (!medians.known()) return std::nullopt;
  const double darker_hu = -medians.value().z * medians.value().spread;
  const double by_holes_hu = parameters.seen_hole_share * (medians.value().centre - parameters.seen_hole_hu);
  if (darker_hu < by_holes_hu || medians.value().z > -parameters.darker_in_spreads) return std::nullopt;
  return darker_hu;
}

/// z of the trabecular SD of one vertebra.
MeasuredQuantity compared_sd(const Column& column, std::size_t self, const TrabeculaeParameters& parameters) {
  const Measured<Comparison> plain = compared(column.sds, self, parameters.least_sd_spread, parameters);
  if (!plain.known()) return plain.unknown();
  const Measured<Comparison> relative =
      compared(column.relative_sds, self, parameters.least_relative_sd_spread, parameters);
  const Comparison& sds = plain.value();
  const bool is_relative = relative.known() && relative.value().z > sds.z;
  const Comparison& larger = is_relative ? relative.value() : sds;
  const Quantity* median = column.medians_hu[self].if_known();
  double z_with_holes = 0;
  if (median != nullptr) {
    const Holed holed = with_holes(sds.centre, median->value, parameters);
    z_with_holes = sds.surely_reached(holed.sd_hu);
    if (relative.known())
      z_with_holes =
          std::max(z_with_holes, relative.value().surely_reached(
                                     holed.sd_hu / (holed.median_hu - parameters.marrow_without_bone_hu)));
  }
  if (larger.z < parameters.seen_hole_z && z_with_holes < parameters.seen_hole_z)
    return Unknown{fmt::format(
        "even, but holes of {:.0f} HU in {:.0f} % of marrow of {:.0f} HU would not differ enough from "
        "{} neighbours with a spread of {:.0f} HU",
        parameters.seen_hole_hu, 100 * parameters.seen_hole_share, median ? median->value : 0, sds.neighbours,
        sds.spread)};
  if (larger.z < parameters.seen_hole_z)
    if (const auto darker_hu = darker_as_by_holes_hu(column, self, parameters))
      return Unknown{fmt::format(
          "even, but {:.0f} HU darker than the neighbours, as small holes make marrow that blur evens out",
          *darker_hu)};
  return Quantity{larger.z, Unit::one, larger.error_of_z(),
                  is_relative ? fmt::format("SD by density of bone, {} neighbours with {:.2f}, spread {:.2f}",
                                            larger.neighbours, larger.centre, larger.spread)
                              : fmt::format("{} neighbours with {:.0f} HU, spread {:.0f} HU",
                                            larger.neighbours, larger.centre, larger.spread)};
}

/// Octant range of one vertebra by that of the others.
MeasuredQuantity compared_octants(const std::vector<MeasuredQuantity>& ranges, std::size_t self,
                                  const TrabeculaeParameters& parameters) {
  const Quantity* range = ranges[self].if_known();
  if (range == nullptr) return ranges[self].unknown();
  const auto others = of_neighbours(ranges, self, parameters.compared_most);
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
  const Column column = column_of(vertebrae, parameters);
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    if (vertebrae[k].vertical_struts) {
      vertebrae[k].sd_z = vertebrae[k].octant_range_ratio =
          Unknown{"the core is made of vertical struts, as in a haemangioma: its evenness says nothing"};
      continue;
    }
    vertebrae[k].sd_z = compared_sd(column, k, parameters);
    vertebrae[k].octant_range_ratio = compared_octants(column.octant_ranges, k, parameters);
  }
  return vertebrae;
}

}  // namespace osteosign
