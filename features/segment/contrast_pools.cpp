#include "features/segment/contrast_pools.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/prepare/mask_morphology.h"
#include "features/segment/pool_cores.h"
#include "features/segment/pool_rays.h"

namespace osteosign {
namespace {

struct Spread {
  double median;
  double mad;
};

Spread spread_of(const PoolScene& scene, const std::vector<ComponentRun>& runs) {
  std::vector<double> values;
  for (const ComponentRun& run : runs)
    for (int x = run.first_x; x <= run.last_x; ++x) values.push_back(scene.hu(x, run.y, run.z));
  const auto median_of = [](std::vector<double>& some) {
    const auto middle = some.begin() + static_cast<std::ptrdiff_t>(some.size() / 2);
    std::nth_element(some.begin(), middle, some.end());
    return *middle;
  };
  const double median = median_of(values);
  for (double& value : values) value = std::abs(value - median);
  return {median, median_of(values)};
}

double rim_hu(const Spread& spread, const ContrastPoolParameters& parameters) {
  const double sd = 1.4826 * spread.mad;
  return spread.median + std::max(parameters.rim_rise_hu, parameters.rim_rise_noise * sd);
}

/// The cores grown back to the blurred border.
VoxelMask grown(const VoxelMask& cores, double radius_mm, const PoolScene& scene) {
  constexpr double blurred_border_mm = 1.5;
  return dilate(cores, Reach::ball(radius_mm + blurred_border_mm)) & scene.candidates;
}

/// A cortex may be too thin to be seen: what may be one vertebra must be evener than marrow to be a pool.
bool is_told_from_marrow(const ContrastPool& region, const CoreSearch& search) {
  return region.open_fraction >= search.least_open_fraction &&
         (region.is_long || region.mad_hu <= search.greatest_mad_when_short_hu);
}

bool is_even(const Spread& spread, const CoreSearch& search) {
  return spread.median <= search.brightest_hu &&
         spread.mad <= std::max(search.greatest_mad_hu, search.greatest_relative_mad * spread.median);
}

/// Whether a region is longer or wider than any vertebra, or goes through a scan that is shorter.
bool is_long(const PoolScene& scene, const std::vector<ComponentRun>& runs, double core_radius_mm) {
  Eigen::Array3i lowest = Eigen::Array3i::Constant(std::numeric_limits<int>::max()), highest = -lowest;
  for (const ComponentRun& run : runs) {
    lowest = lowest.min(Eigen::Array3i(run.first_x, run.y, run.z));
    highest = highest.max(Eigen::Array3i(run.last_x, run.y, run.z));
  }
  const Eigen::Array3d sides_mm =
      (highest - lowest + 1).cast<double>() * scene.grid().spacing_mm.array() + 2 * core_radius_mm;
  int along = 0;
  scene.grid().direction.row(2).cwiseAbs().maxCoeff(&along);
  return sides_mm[along] >= scene.parameters.least_length_mm ||
         sides_mm.maxCoeff() >= scene.parameters.least_width_mm ||
         sides_mm.z() >= scene.grid().size[2] * scene.grid().spacing_mm.z();
}

/// A region as bright and as even as a pool may be less open: other vessels beside it look like bone to its
/// rays. Marrow as bright as blood is less even.
bool matches_a_pool(const ContrastPool& region, const std::vector<ContrastPool>& pools,
                    const PoolScene& scene) {
  return region.open_fraction >= scene.parameters.least_open_fraction / 2 &&
         std::any_of(pools.begin(), pools.end(), [&](const ContrastPool& pool) {
           return std::abs(pool.median_hu - region.median_hu) < scene.parameters.same_blood_hu &&
                  region.mad_hu <= scene.parameters.same_blood_mad * pool.mad_hu;
         });
}

/// The even regions of sufficient size, in the order of their cores; the others have a volume of 0.
std::vector<ContrastPool> measure_regions(const CoreSearch& search, const PoolScene& scene) {
  const MaskComponents& cores = search.cores;
  std::vector<std::vector<ComponentRun>> runs(cores.components.size());
  for (const ComponentRun& run : cores.runs) runs[run.component].push_back(run);
  const VoxelMask thick = grown(cores.select(std::vector<bool>(runs.size(), true)), search.radius_mm, scene);
  std::vector<ContrastPool> regions(runs.size(), ContrastPool{0, 0, 0, 0, false});
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (cores.volume_mm3(i) < scene.parameters.least_core_mm3) continue;
    const Spread spread = spread_of(scene, runs[i]);
    if (!is_even(spread, search)) continue;
    const bool is_as_long = is_long(scene, runs[i], search.radius_mm);
    // No cortex to be seen.
    if (!is_as_long && scene.grid().spacing_mm.maxCoeff() > scene.parameters.coarse_voxel_mm) continue;
    const PoolRays rays{
        .hounsfield = scene.hounsfield,
        .thick = thick,
        .outside_hu = std::max(scene.thresholds.growth_hu, (spread.median + scene.thresholds.muscle_hu) / 2),
        .rim_hu = rim_hu(spread, scene.parameters),
        .bone_hu = scene.thresholds.seed_hu};
    regions[i] = {spread.median, spread.mad, cores.volume_mm3(i), open_fraction(rays, runs[i]), is_as_long};
  }
  return regions;
}

double total_core_volume_mm3(const std::vector<ContrastPool>& pools) {
  double sum = 0;
  for (const ContrastPool& pool : pools) sum += pool.core_volume_mm3;
  return sum;
}

/// Short regions within bone are chosen no longer: a dense lesion is as even as blood, and its rays leave it
/// for the marrow. Round it lies bone; round a piece of a vessel lies soft tissue, or more blood. Regions
/// that lie beside each other are told together.
void leave_to_bone(std::vector<bool>& chosen, const std::vector<ContrastPool>& regions,
                   const CoreSearch& search, const VoxelMask& known_blood, const PoolScene& scene) {
  constexpr double border_mm = 2, reach_mm = 5;
  std::vector<bool> long_ones(chosen), short_ones(chosen);
  for (std::size_t i = 0; i < regions.size(); ++i) (regions[i].is_long ? short_ones : long_ones)[i] = false;
  const VoxelMask pieces = grown(search.cores.select(short_ones), search.radius_mm, scene);
  if (pieces.empty()) return;
  const VoxelMask reached = dilate(pieces, Reach::ball(reach_mm));
  const VoxelMask shell = reached - dilate(pieces, Reach::ball(border_mm));
  const VoxelMask blood =
      shell & (known_blood | grown(search.cores.select(long_ones), search.radius_mm, scene));
  const MaskComponents places = find_components(reached, Neighbours::volume);
  const std::vector<std::size_t> all = places.overlap(shell), of_blood = places.overlap(blood),
                                 of_bone = places.overlap((shell & scene.candidates) - blood);
  std::vector<bool> in_bone(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto voxels = static_cast<double>(all[i]);
    in_bone[i] = static_cast<double>(of_bone[i]) >= scene.parameters.bone_round * voxels &&
                 static_cast<double>(of_blood[i]) < scene.parameters.blood_round * voxels;
  }
  const std::vector<std::size_t> left = search.cores.overlap(places.select(in_bone));
  for (std::size_t i = 0; i < regions.size(); ++i)
    if (short_ones[i] && left[i] > 0) chosen[i] = false;
}

ContrastPools pools_among(const CoreSearch& search, const VoxelMask& known_blood, const PoolScene& scene) {
  const std::vector<ContrastPool> regions = measure_regions(search, scene);
  std::vector<ContrastPool> open_pools;
  for (const ContrastPool& region : regions)
    if (region.core_volume_mm3 > 0 && is_told_from_marrow(region, search)) open_pools.push_back(region);
  ContrastPools result{VoxelMask(scene.grid()), {}, 0};
  if (total_core_volume_mm3(open_pools) < scene.parameters.least_total_mm3) return result;
  std::vector<bool> chosen(regions.size(), false);
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (regions[i].core_volume_mm3 <= 0) continue;
    chosen[i] = is_told_from_marrow(regions[i], search) || matches_a_pool(regions[i], open_pools, scene);
  }
  leave_to_bone(chosen, regions, search, known_blood, scene);
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (!chosen[i]) continue;
    result.pools.push_back(regions[i]);
    result.brightest_possible_hu =
        std::max(result.brightest_possible_hu, regions[i].median_hu + scene.bone_step_hu());
  }
  result.region = grown(search.cores.select(chosen), search.radius_mm, scene);
  result.region &= voxels_in_range(scene.grid(), scene.hounsfield, -1024,
                                   static_cast<int>(std::min(result.brightest_possible_hu, 32000.0)));
  return result;
}

}  // namespace

ContrastPools find_contrast_pools(std::span<const std::int16_t> hounsfield, const VoxelMask& candidates,
                                  const BoneThresholds& thresholds, double noise_hu,
                                  const ContrastPoolParameters& parameters) {
  const PoolScene scene{hounsfield, candidates, thresholds, noise_hu, parameters};
  ContrastPools result = pools_among(even_cores(scene), VoxelMask(scene.grid()), scene);
  if (!result.is_enhanced()) return result;
  for (const CoreSearch& search : {unmixed_cores(scene, result.region), inflow_cores(scene)}) {
    const ContrastPools more = pools_among(search, result.region, scene);
    result.pools.insert(result.pools.end(), more.pools.begin(), more.pools.end());
    result.region |= more.region;
  }
  return result;
}

bool ContrastPools::is_enhanced() const {
  constexpr double enhanced_blood_mm3 = 5000;  // 60 mm of a 16-mm aorta, its core
  return total_core_volume_mm3(pools) >= enhanced_blood_mm3;
}

}  // namespace osteosign
