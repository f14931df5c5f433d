#include "features/segment/pool_cores.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <vector>

#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

/// Candidates whose neighbours 1 mm away on both sides differ by no more than noise does.
VoxelMask even_voxels(const PoolScene& scene) {
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

}  // namespace

CoreSearch even_cores(const PoolScene& scene) {
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

CoreSearch inflow_cores(const PoolScene& scene) {
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

CoreSearch unmixed_cores(const PoolScene& scene, const VoxelMask& blood) {
  constexpr double thicker_than_a_vertebra_mm = 16;  // half the height of the highest body
  constexpr double least_blood = 0.05;               // chosen: a right heart had 0.09
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

}  // namespace osteosign
