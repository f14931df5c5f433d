#include "features/find/candidates/bone_regions.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/seed_region.h"
#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

/// How far from the expectation a region has to lie: sign -1 below it, +1 above it.
struct Side {
  double sign;
  double least_hu;
  double in_spreads;
  double lowest_hu, highest_hu;             ///< of the region itself
  double expected_from_hu, expected_to_hu;  ///< where such a region is looked for
  double least_depth_mm;                    ///< of the core below the bone's surface
  DensityClass density;

  double spread_hu(const LocalExpectation& expected) const {
    return sign < 0 ? expected.spread_below_hu : expected.spread_above_hu;
  }
  double limit_hu(const LocalExpectation& expected) const {
    return std::max(least_hu, in_spreads * spread_hu(expected));
  }
  bool holds(double hu, const LocalExpectation& expected) const {
    return hu >= lowest_hu && hu <= highest_hu && expected.hu >= expected_from_hu &&
           expected.hu <= expected_to_hu && sign * (hu - expected.hu) > limit_hu(expected);
  }
};

double median_over(const VoxelMask& voxels, const std::vector<float>& values) {
  std::vector<double> all;
  for_each_voxel(voxels, [&](int x, int y, int z) { all.push_back(values[voxels.grid().index(x, y, z)]); });
  return median_spread(all).median;
}

VoxelMask cores_of(const CoarseBone& bone, const LocalDensity& density, const Side& side,
                   const BoneRegionParameters& parameters) {
  VoxelMask cores(bone.grid);
  for_each_voxel(bone.bone, [&](int x, int y, int z) {
    const std::size_t i = bone.grid.index(x, y, z);
    if (-bone.surface_mm[i] < side.least_depth_mm) return;
    const std::optional<LocalExpectation> expected = density.at(x, y, z);
    if (expected && side.holds(bone.hu[i], *expected)) cores.insert(x, y, z);
  });
  return open(cores, Reach::ball(parameters.bone_opening_mm));
}

BoneRegion grown(const CoarseBone& bone, const LocalDensity& density, const VoxelMask& core, const Side& side,
                 const BoneRegionParameters& parameters) {
  BoneRegion region;
  region.density = side.density;
  region.median_hu = median_over(core, bone.hu);
  std::vector<double> expected_hu, spread_hu, limit_hu;
  for_each_voxel(core, [&](int x, int y, int z) {
    const std::optional<LocalExpectation> expected = density.at(x, y, z);
    region.depth_mm = std::max<double>(region.depth_mm, -bone.surface_mm[bone.grid.index(x, y, z)]);
    if (!expected) return;
    expected_hu.push_back(expected->hu);
    spread_hu.push_back(side.spread_hu(*expected));
    limit_hu.push_back(side.limit_hu(*expected));
  });
  region.expected_hu = median_spread(expected_hu).median;
  region.spread_hu = median_spread(spread_hu).median;
  region.limit_hu = median_spread(limit_hu).median;
  // Each block against its own expectation: cortex beside a dense core is not part of it.
  VoxelMask beyond(bone.grid);
  for_each_voxel(dilate(core, Reach::ball(parameters.bone_growth_mm)) & bone.bone, [&](int x, int y, int z) {
    const std::optional<LocalExpectation> expected = density.at(x, y, z);
    const double border_hu = 0.5 * (region.median_hu + (expected ? expected->hu : region.expected_hu));
    if (side.sign * (bone.hu[bone.grid.index(x, y, z)] - border_hu) > 0) beyond.insert(x, y, z);
  });
  region.voxels = connected_to(beyond, core);
  return region;
}

std::vector<BoneRegion> regions_on(const CoarseBone& bone, const LocalDensity& density, const Side& side,
                                   const BoneRegionParameters& parameters) {
  std::vector<BoneRegion> regions;
  if (bone.hu.empty()) return regions;
  const MaskComponents cores = find_components(cores_of(bone, density, side, parameters), Neighbours::volume);
  std::vector<VoxelMask> core_of(cores.components.size());
  std::vector<BoneRegion> grown_from(cores.components.size());
  tbb::parallel_for(std::size_t{0}, cores.components.size(), [&](std::size_t i) {
    if (cores.volume_mm3(i) < parameters.bone_least_core_mm3) return;
    std::vector<bool> chosen(cores.components.size(), false);
    chosen[i] = true;
    core_of[i] = cores.select(chosen);
    grown_from[i] = grown(bone, density, core_of[i], side, parameters);
  });
  for (std::size_t i = 0; i < cores.components.size(); ++i) {
    if (cores.volume_mm3(i) < parameters.bone_least_core_mm3) continue;
    const bool has_grown_together_with_one = std::ranges::any_of(
        regions, [&](const BoneRegion& other) { return !(other.voxels & core_of[i]).empty(); });
    if (!has_grown_together_with_one) regions.push_back(std::move(grown_from[i]));
  }
  return regions;
}

}  // namespace

std::vector<BoneRegion> lytic_bone_regions(const CoarseBone& bone, const LocalDensity& density,
                                           double brightest_soft_hu, const BoneRegionParameters& p) {
  const Side in_mineral{
      -1,  p.bone_drop_hu,        p.bone_drop_in_spreads, p.bone_soft_from_hu, brightest_soft_hu, -1e5,
      1e5, p.bone_lysis_depth_mm, DensityClass::lytic};
  const Side in_fat{+1,   p.bone_drop_hu,      p.bone_drop_in_spreads, p.bone_soft_from_hu, brightest_soft_hu,
                    -1e5, p.bone_fat_below_hu, p.bone_lysis_depth_mm,  DensityClass::lytic};
  std::vector<BoneRegion> regions = regions_on(bone, density, in_mineral, p);
  for (BoneRegion& region : regions_on(bone, density, in_fat, p)) regions.push_back(std::move(region));
  return regions;
}

std::vector<BoneRegion> dense_bone_regions(const CoarseBone& bone, const LocalDensity& density,
                                           const BoneRegionParameters& p) {
  return regions_on(bone, density,
                    {+1, p.bone_rise_hu, p.bone_rise_in_spreads, p.bone_dense_from_hu, 1e5, -1e5, 1e5,
                     p.bone_depth_mm, DensityClass::sclerotic},
                    p);
}

}  // namespace osteosign
