#include "features/find/surrounding_bone.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr int lowest_hu = -1024;
constexpr int bin_hu = 10;
constexpr int bins = 512;
constexpr double kernel_sd_hu = 25;
constexpr double floor_per_hu = 1e-6;

std::size_t bin_of(double hu) {
  return static_cast<std::size_t>(std::clamp((static_cast<int>(hu) - lowest_hu) / bin_hu, 0, bins - 1));
}

/// Histogram smoothed by a Gaussian, as probability per HU.
std::vector<double> density_of(const std::vector<double>& values) {
  std::vector<double> count(bins, 0);
  for (const double value : values) count[bin_of(value)] += 1;
  constexpr int reach = static_cast<int>(3 * kernel_sd_hu / bin_hu);
  std::vector<double> density(bins, 0);
  double sum = 0;
  for (int i = 0; i < bins; ++i) {
    for (int k = std::max(0, i - reach); k <= std::min(bins - 1, i + reach); ++k) {
      const double z = (k - i) * bin_hu / kernel_sd_hu;
      density[static_cast<std::size_t>(i)] += count[static_cast<std::size_t>(k)] * std::exp(-0.5 * z * z);
    }
    sum += density[static_cast<std::size_t>(i)] * bin_hu;
  }
  for (double& value : density) value = (sum > 0 ? value / sum : 0) + floor_per_hu;
  return density;
}

}  // namespace

double SurroundingBone::probability(std::int16_t hu, bool near_surface) const {
  return (near_surface ? surface_density : marrow_density)[bin_of(hu)];
}

double SurroundingBone::share_near(double hu, double reach_hu) const {
  double share = 0;
  for (std::size_t bin = bin_of(hu - reach_hu); bin <= bin_of(hu + reach_hu); ++bin)
    share += bin_hu * marrow_density[bin];
  return share;
}

Measured<SurroundingBone> describe_surroundings(const LesionBox& box, const SeedRegion& region,
                                                const LesionOutlineParameters& parameters) {
  constexpr double outside_of_star = 1.3;
  constexpr std::size_t fewest_voxels = 50;
  std::vector<double> marrow;
  std::vector<double> surface;
  for (std::size_t i = 0; i < box.hounsfield.size(); ++i) {
    if (box.bone[i] == 0) continue;
    const Eigen::Vector3d point = box.point_mm(i);
    if (region.may_hold(point) && region.relative_distance(point) < outside_of_star) continue;
    (box.bone_distance_mm[i] > -parameters.surface_layer_mm ? surface : marrow).push_back(box.hounsfield[i]);
  }
  if (marrow.size() + surface.size() < fewest_voxels)
    return Unknown{fmt::format("no bone is left round the region to compare it with: {} voxels",
                               marrow.size() + surface.size())};
  SurroundingBone bone;
  if (marrow.size() < fewest_voxels) marrow.insert(marrow.end(), surface.begin(), surface.end());
  if (surface.size() < fewest_voxels) surface.insert(surface.end(), marrow.begin(), marrow.end());
  bone.marrow_density = density_of(marrow);
  bone.surface_density = density_of(surface);
  const MedianSpread spread = median_spread(marrow);
  bone.median_hu = spread.median;
  bone.sd_hu = spread.sd;
  return bone;
}

}  // namespace osteosign
