#include "features/segment/contrast_pools.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/segment/pool_rays.h"

namespace osteosign {
namespace {

struct Scene {
  std::span<const std::int16_t> hounsfield;
  const VoxelMask& candidates;
  const BoneThresholds& thresholds;
  double noise_hu;
  const ContrastPoolParameters& parameters;
  const ImageGrid& grid() const { return candidates.grid(); }
  int hu(int x, int y, int z) const { return hounsfield[grid().index(x, y, z)]; }
  double bone_step_hu() const {
    return std::max(parameters.bone_step_hu, parameters.bone_step_noise * noise_hu);
  }
};

/// Candidates whose neighbours 1 mm away on both sides differ by no more than noise does.
VoxelMask even_voxels(const Scene& scene) {
  const ImageGrid& grid = scene.grid();
  const double tolerance = std::max(60.0, 3 * scene.noise_hu);
  std::array<int, 3> step;
  for (std::size_t axis = 0; axis < 3; ++axis)
    step[axis] = std::max(1, static_cast<int>(std::lround(1 / grid.spacing_mm[static_cast<int>(axis)])));
  VoxelMask result(grid);
  tbb::parallel_for(step[2], std::max(step[2], grid.size[2] - step[2]), [&](int z) {
    for (int y = step[1]; y < grid.size[1] - step[1]; ++y)
      for_each_voxel_of_row(scene.candidates.row(y, z), [&](int x) {
        if (x < step[0] || x >= grid.size[0] - step[0]) return;
        const int along_x = std::abs(scene.hu(x + step[0], y, z) - scene.hu(x - step[0], y, z));
        const int along_y = std::abs(scene.hu(x, y + step[1], z) - scene.hu(x, y - step[1], z));
        const int along_z = std::abs(scene.hu(x, y, z + step[2]) - scene.hu(x, y, z - step[2]));
        if (std::max({along_x, along_y, along_z}) <= tolerance) result.insert(x, y, z);
      });
  });
  return result;
}

struct Spread {
  double median;
  double mad;
};

Spread spread_of(const Scene& scene, const std::vector<ComponentRun>& runs) {
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

/// Regions that may be pools, and what a pool among them must be like.
struct CoreSearch {
  MaskComponents cores;
  double radius_mm;  ///< by which the cores were eroded
  double brightest_hu;
  double greatest_mad_hu;
  double greatest_relative_mad;
  double greatest_mad_when_short_hu;
  double least_open_fraction;
};

/// Even regions above the growth threshold. Single noisy voxels do not break them up, nor do those that noise
/// takes below the threshold in a pool that is barely above.
CoreSearch even_cores(const Scene& scene) {
  const VoxelMask even = close(even_voxels(scene), Reach::ball(1.01 * scene.grid().spacing_mm.maxCoeff()));
  const double radius_mm = scene.parameters.core_radius_mm;
  return {find_components(erode(even, Reach::ball(radius_mm)), Neighbours::volume),
          radius_mm,
          scene.parameters.brightest_hu,
          std::max(10.0, scene.parameters.even_mad_noise * scene.noise_hu),
          0.05,
          std::max(10.0, scene.parameters.short_mad_noise * scene.noise_hu),
          scene.parameters.least_open_fraction};
}

/// Solid bright regions thicker than any cortex: contrast medium on its way in, before it mixes with blood.
CoreSearch inflow_cores(const Scene& scene) {
  constexpr double thicker_than_cortex_mm = 5;
  constexpr int highest_hu = std::numeric_limits<std::int16_t>::max();
  const VoxelMask bright = voxels_in_range(scene.grid(), scene.hounsfield,
                                           static_cast<int>(scene.parameters.brightest_hu), highest_hu);
  return {find_components(erode(bright, Reach::ball(thicker_than_cortex_mm)), Neighbours::volume),
          thicker_than_cortex_mm,
          highest_hu,
          0,
          0.15,
          highest_hu,
          scene.parameters.least_open_fraction / 2};
}

/// Solid regions thicker than any vertebra, however uneven, with even blood in them: the right heart and the
/// great veins, in which contrast medium has not mixed yet. A tumour that makes bone has no even blood in it.
CoreSearch unmixed_cores(const Scene& scene, const VoxelMask& blood) {
  constexpr double thicker_than_a_vertebra_mm = 16;  // half the height of the highest body
  constexpr double least_blood = 0.05;
  constexpr int highest_hu = std::numeric_limits<std::int16_t>::max();
  const VoxelMask solid = close(scene.candidates, Reach::ball(1.01 * scene.grid().spacing_mm.maxCoeff()));
  const MaskComponents thick =
      find_components(erode(solid, Reach::ball(thicker_than_a_vertebra_mm)), Neighbours::volume);
  const std::vector<std::size_t> even = thick.overlap(blood);
  std::vector<bool> with_blood(even.size());
  for (std::size_t i = 0; i < even.size(); ++i)
    with_blood[i] =
        static_cast<double>(even[i]) >= least_blood * static_cast<double>(thick.components[i].voxels);
  return {find_components(thick.select(with_blood), Neighbours::volume),
          thicker_than_a_vertebra_mm,
          highest_hu,
          highest_hu,
          0,
          0,
          scene.parameters.least_open_fraction};
}

/// The cores grown back to the blurred border.
VoxelMask grown(const VoxelMask& cores, double radius_mm, const Scene& scene) {
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

/// Whether a region is longer than any vertebra, or goes through a scan that is shorter.
bool is_long(const Scene& scene, const std::vector<ComponentRun>& runs, double core_radius_mm) {
  Eigen::Array3i lowest = Eigen::Array3i::Constant(std::numeric_limits<int>::max()), highest = -lowest;
  for (const ComponentRun& run : runs) {
    lowest = lowest.min(Eigen::Array3i(run.first_x, run.y, run.z));
    highest = highest.max(Eigen::Array3i(run.last_x, run.y, run.z));
  }
  const Eigen::Array3d sides_mm =
      (highest - lowest + 1).cast<double>() * scene.grid().spacing_mm.array() + 2 * core_radius_mm;
  return sides_mm.maxCoeff() >= scene.parameters.least_length_mm ||
         sides_mm.z() >= scene.grid().size[2] * scene.grid().spacing_mm.z();
}

/// A region as bright and as even as a pool may be less open: other vessels beside it look like bone to its
/// rays. Marrow as bright as blood is less even.
bool matches_a_pool(const ContrastPool& region, const std::vector<ContrastPool>& pools, const Scene& scene) {
  return region.open_fraction >= scene.parameters.least_open_fraction / 2 &&
         std::any_of(pools.begin(), pools.end(), [&](const ContrastPool& pool) {
           return std::abs(pool.median_hu - region.median_hu) < scene.parameters.same_blood_hu &&
                  region.mad_hu <= scene.parameters.same_blood_mad * pool.mad_hu;
         });
}

/// The even regions of sufficient size, in the order of their cores; the others have a volume of 0.
std::vector<ContrastPool> measure_regions(const CoreSearch& search, const Scene& scene) {
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

ContrastPools pools_among(const CoreSearch& search, const Scene& scene) {
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
  const Scene scene{hounsfield, candidates, thresholds, noise_hu, parameters};
  ContrastPools result = pools_among(even_cores(scene), scene);
  if (!result.is_enhanced()) return result;
  for (const CoreSearch& search : {inflow_cores(scene), unmixed_cores(scene, result.region)}) {
    const ContrastPools more = pools_among(search, scene);
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
