#include "features/lesion/density.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace osteosign {
namespace {

constexpr std::size_t fewest_voxels = 8;
constexpr std::size_t fewest_marrow_voxels = 50;
constexpr float marrow_depth_mm = 3;

std::vector<double> deep_values(const LesionBox& box, const CtLesionOutline& outline) {
  std::vector<double> values;
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x) {
        if (outline.membership[outline.box.index(x, y, z)] < 1) continue;
        values.push_back(box.hounsfield[box.grid.index(x + outline.first[0] - box.first[0],
                                                       y + outline.first[1] - box.first[1],
                                                       z + outline.first[2] - box.first[2])]);
      }
  std::sort(values.begin(), values.end());
  return values;
}

double quantile(const std::vector<double>& sorted, double share) {
  const double rank = share * static_cast<double>(sorted.size() - 1);
  const auto lower = static_cast<std::size_t>(rank);
  const std::size_t upper = std::min(lower + 1, sorted.size() - 1);
  return sorted[lower] + (rank - static_cast<double>(lower)) * (sorted[upper] - sorted[lower]);
}

std::vector<double> surrounding_marrow(const LesionBox& box, const std::vector<float>& lesion_distance_mm,
                                       const LesionDensityParameters& parameters) {
  std::vector<double> values;
  for (std::size_t i = 0; i < box.hounsfield.size(); ++i)
    if (lesion_distance_mm[i] >= parameters.surroundings_near_mm &&
        lesion_distance_mm[i] <= parameters.surroundings_far_mm && box.bone_distance_mm[i] < -marrow_depth_mm)
      values.push_back(box.hounsfield[i]);
  return values;
}

/// Share of values that are marrow no more, on either side of it.
struct Shares {
  double lytic;
  double sclerotic;
};

Shares shares_unlike(const MedianSpread& marrow, const std::vector<double>& values,
                     const LesionDensityParameters& parameters) {
  const double lytic_below =
      marrow.median - std::max(parameters.lytic_in_sd * marrow.sd, parameters.least_lytic_hu);
  const double sclerotic_above =
      marrow.median + std::max(parameters.sclerotic_in_sd * marrow.sd, parameters.least_sclerotic_hu);
  const auto count = static_cast<double>(values.size());
  const auto lytic = std::count_if(values.begin(), values.end(), [&](double v) { return v < lytic_below; });
  const auto sclerotic =
      std::count_if(values.begin(), values.end(), [&](double v) { return v > sclerotic_above; });
  return {static_cast<double>(lytic) / count, static_cast<double>(sclerotic) / count};
}

/// Where marrow is so uneven that single voxels tell nothing, the median of the whole lesion still does.
Measured<DensityClass> class_of_whole(double lesion_median_hu, double marrow_median_hu,
                                      const LesionDensityParameters& parameters) {
  const double difference_hu = lesion_median_hu - marrow_median_hu;
  if (difference_hu < -parameters.least_lytic_hu) return DensityClass::lytic;
  if (difference_hu > parameters.least_sclerotic_hu) return DensityClass::sclerotic;
  return Unknown{
      fmt::format("the lesion's median differs from the surrounding marrow by {:.0f} HU", difference_hu)};
}

Measured<DensityClass> class_of(const Shares& shares, double lesion_median_hu, double marrow_median_hu,
                                const LesionDensityParameters& parameters) {
  const double both = shares.lytic + shares.sclerotic;
  if (both < parameters.least_share_of_mixed)
    return class_of_whole(lesion_median_hu, marrow_median_hu, parameters);
  if (std::min(shares.lytic, shares.sclerotic) >= parameters.least_share_of_mixed * both)
    return DensityClass::mixed;
  return shares.lytic > shares.sclerotic ? DensityClass::lytic : DensityClass::sclerotic;
}

}  // namespace

LesionDensityValues measure_density(const LesionBox& box, const std::vector<float>& lesion_distance_mm,
                                    const CtLesionOutline& outline,
                                    const LesionDensityParameters& parameters) {
  LesionDensityValues density;
  const std::vector<double> values = deep_values(box, outline);
  if (values.size() < fewest_voxels) {
    const Unknown reason{
        fmt::format("{} voxels lie a voxel diagonal inside of the surface, 8 are needed", values.size())};
    density.mean = density.sd = density.median = density.p10 = density.p90 = reason;
    density.lytic_fraction = density.sclerotic_fraction = reason;
    density.density_class = reason;
    return density;
  }
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double sd = std::sqrt(squares / count);
  density.mean = Quantity{mean, Unit::hu, sd / std::sqrt(count), "voxels one diagonal inside"};
  density.sd = Quantity{sd, Unit::hu, {}, "voxels one diagonal inside, noise included"};
  density.median = Quantity{quantile(values, 0.5), Unit::hu};
  density.p10 = Quantity{quantile(values, 0.1), Unit::hu};
  density.p90 = Quantity{quantile(values, 0.9), Unit::hu};
  std::vector<double> marrow = surrounding_marrow(box, lesion_distance_mm, parameters);
  if (marrow.size() < fewest_marrow_voxels) {
    const Unknown reason{
        fmt::format("{} voxels of marrow lie round the lesion, 50 are needed", marrow.size())};
    density.lytic_fraction = density.sclerotic_fraction = reason;
    density.density_class = reason;
    return density;
  }
  const MedianSpread normal = median_spread(marrow);
  const Shares shares = shares_unlike(normal, values, parameters);
  density.lytic_fraction = Quantity{shares.lytic, Unit::fraction};
  density.sclerotic_fraction = Quantity{shares.sclerotic, Unit::fraction};
  density.density_class = class_of(shares, quantile(values, 0.5), normal.median, parameters);
  return density;
}

}  // namespace osteosign
