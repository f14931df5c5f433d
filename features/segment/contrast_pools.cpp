#include "features/segment/contrast_pools.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

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
  const double tolerance = std::max(30.0, 4 * scene.noise_hu);
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

enum class RayEnd { soft_tissue, bone, border };

/// From inside a pool outwards: what lies around it?
RayEnd follow_ray(const Scene& scene, const Eigen::Vector3d& start, const Eigen::Vector3d& direction,
                  double bone_hu) {
  constexpr double step_mm = 1, longest_mm = 80, beyond_mm = 10;
  const Eigen::Vector3d step = (direction * step_mm).cwiseQuotient(scene.grid().spacing_mm);
  double left_pool_at = longest_mm;
  for (double mm = 0; mm < std::min(longest_mm, left_pool_at + beyond_mm); mm += step_mm) {
    const Eigen::Vector3i voxel = (start + step * mm / step_mm).array().round().cast<int>();
    if (!scene.grid().contains(voxel.x(), voxel.y(), voxel.z())) break;
    const int hu = scene.hu(voxel.x(), voxel.y(), voxel.z());
    if (hu > bone_hu) return RayEnd::bone;
    if (left_pool_at == longest_mm && hu < scene.thresholds.growth_hu) left_pool_at = mm;
  }
  return left_pool_at < longest_mm ? RayEnd::soft_tissue : RayEnd::border;
}

double open_fraction(const Scene& scene, const std::vector<ComponentRun>& runs, double bone_hu) {
  const std::size_t every = std::max<std::size_t>(1, runs.size() / 200);
  double open = 0;
  double all = 0;
  for (std::size_t i = 0; i < runs.size(); i += every) {
    const Eigen::Vector3d start((runs[i].first_x + runs[i].last_x) / 2.0, runs[i].y, runs[i].z);
    for (int k = 0; k < 8; ++k) {
      const double angle = k * 3.14159265358979323846 / 4;
      const RayEnd end = follow_ray(scene, start, {std::cos(angle), std::sin(angle), 0}, bone_hu);
      if (end == RayEnd::border) continue;
      open += end == RayEnd::soft_tissue ? 1 : 0;
      all += 1;
    }
  }
  return all > 0 ? open / all : 0;
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

bool is_pool(const ContrastPool& pool, double mad_hu, const Scene& scene) {
  return pool.median_hu <= scene.parameters.brightest_hu && mad_hu <= std::max(25.0, 2 * scene.noise_hu) &&
         pool.open_fraction >= scene.parameters.least_open_fraction;
}

/// The core grown back to the blurred border of the pool, without voxels that are bone.
VoxelMask grown(const VoxelMask& cores, const Scene& scene, double brightest_possible_hu) {
  const double blurred_border_mm = 1.5;
  VoxelMask region = dilate(cores, Reach::ball(scene.parameters.core_radius_mm + blurred_border_mm));
  region &= scene.candidates;
  region &= voxels_in_range(scene.grid(), scene.hounsfield, -1024, static_cast<int>(brightest_possible_hu));
  return region;
}

}  // namespace

ContrastPools find_contrast_pools(std::span<const std::int16_t> hounsfield, const VoxelMask& candidates,
                                  const BoneThresholds& thresholds, double noise_hu,
                                  const ContrastPoolParameters& parameters) {
  const Scene scene{hounsfield, candidates, thresholds, noise_hu, parameters};
  const MaskComponents cores =
      find_components(erode(even_voxels(scene), Reach::ball(parameters.core_radius_mm)), Neighbours::volume);
  std::vector<std::vector<ComponentRun>> runs(cores.components.size());
  for (const ComponentRun& run : cores.runs) runs[run.component].push_back(run);
  ContrastPools result{VoxelMask(candidates.grid()), {}, 0};
  std::vector<bool> chosen(cores.components.size(), false);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (cores.volume_mm3(i) < parameters.least_core_mm3) continue;
    const Spread spread = spread_of(scene, runs[i]);
    const double bone_hu = spread.median + scene.bone_step_hu();
    const ContrastPool pool{spread.median, cores.volume_mm3(i), open_fraction(scene, runs[i], bone_hu)};
    if (!is_pool(pool, spread.mad, scene)) continue;
    chosen[i] = true;
    result.pools.push_back(pool);
    result.brightest_possible_hu = std::max(result.brightest_possible_hu, bone_hu);
  }
  if (!result.pools.empty()) result.region = grown(cores.select(chosen), scene, result.brightest_possible_hu);
  return result;
}

}  // namespace osteosign
