#include "features/vertebra/heights.h"

#include <algorithm>
#include <cmath>

#include "features/vertebra/height_field.h"
#include "features/vertebra/plate_pits.h"

namespace osteosign {
namespace {

constexpr double rim_mm = 3;

struct Band {
  Eigen::Vector2d lowest_mm;
  Eigen::Vector2d highest_mm;
  bool contains(const Eigen::Vector2d& place) const {
    return (place.array() >= lowest_mm.array()).all() && (place.array() <= highest_mm.array()).all();
  }
};

struct Plates {
  HeightField superior;
  HeightField inferior;
  std::string method;
};

/// Mean distance of the plates in a band; its SD from the spread of the distances about their mean, taking
/// the points within a square of 5 mm (the median filter) as one.
MeasuredQuantity mean_distance(const Plates& plates, const Band& band, double least_seen_fraction) {
  constexpr double correlated_area_mm2 = 25;
  int places = 0;
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (int row = 0; row < plates.superior.rows; ++row)
    for (int column = 0; column < plates.superior.columns; ++column) {
      if (!band.contains(field_place_mm(plates.superior, column, row))) continue;
      ++places;
      if (!field_is_valid(plates.superior, column, row) || !field_is_valid(plates.inferior, column, row))
        continue;
      const std::size_t i = field_index(plates.superior, column, row);
      const double distance = plates.superior.height_mm[i] - plates.inferior.height_mm[i];
      ++count;
      sum += distance;
      squares += distance * distance;
    }
  if (count == 0 || count < least_seen_fraction * places) return Unknown{"an endplate was not seen there"};
  const double mean = sum / count;
  const double independent =
      std::max(1.0, count * std::pow(plates.superior.step_mm, 2) / correlated_area_mm2);
  const double variance = std::max(0.0, squares / count - mean * mean);
  return Quantity{mean, Unit::mm, std::sqrt(variance / independent), plates.method};
}

std::string method_of(const Endplate& superior, const Endplate& inferior) {
  const auto source = [](const Endplate& plate) -> std::string {
    if (plate.edge_fraction == 0) return "edge of the label";
    return std::to_string(std::lround(100 * plate.edge_fraction)) + " % edge in the HU";
  };
  return "superior endplate: " + source(superior) + "; inferior: " + source(inferior);
}

VertebraHeights all_unknown(const std::string& reason) {
  const Unknown why{reason};
  return {why, why, why, why, why};
}

}  // namespace

VertebraHeights measure_heights(const VertebraGeometry& geometry, const HeightParameters& parameters) {
  for (const auto* plate : {&geometry.superior, &geometry.inferior})
    if (!plate->known()) return all_unknown(plate->reason());
  for (const auto* length : {&geometry.width_mm, &geometry.depth_mm})
    if (!length->known()) return all_unknown(length->reason());
  const Endplate& superior = geometry.superior.value();
  const Endplate& inferior = geometry.inferior.value();
  const Plates plates{without_pits(superior.field, -1, parameters.pit_depth_mm, rim_mm),
                      without_pits(inferior.field, 1, parameters.pit_depth_mm, rim_mm),
                      method_of(superior, inferior)};
  const double depth = geometry.depth_mm.value();
  const double width = geometry.width_mm.value();
  const double half_band = parameters.band_depth_mm / 2;
  const auto at_depth = [&](double share) {
    const double y = (share - 0.5) * depth;
    return mean_distance(plates, {{-width / 6, y - half_band}, {width / 6, y + half_band}},
                         parameters.least_seen_fraction);
  };
  const double scale = std::min(1.0, width / parameters.usual_width_mm);
  const double from = scale * parameters.side_from_mm;
  const double to = scale * parameters.side_to_mm;
  return {
      .anterior = at_depth(parameters.front_share),
      .middle = at_depth(parameters.middle_share),
      .posterior = at_depth(parameters.back_share),
      .left = mean_distance(plates, {{from, -half_band}, {to, half_band}}, parameters.least_seen_fraction),
      .right =
          mean_distance(plates, {{-to, -half_band}, {-from, half_band}}, parameters.least_seen_fraction)};
}

}  // namespace osteosign
