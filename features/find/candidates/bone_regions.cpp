#include "features/find/candidates/bone_regions.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "features/find/candidates/round_parts.h"
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

double median_over(const CoarseBone& bone, const BlockPlaces& blocks) {
  std::vector<double> all;
  for (const Eigen::Array3i& at : blocks) all.push_back(bone.hu[bone.grid.index(at.x(), at.y(), at.z())]);
  return median_spread(all).median;
}

VoxelMask cores_of(const CoarseBone& bone, const DensityExpectation& density, const Side& side,
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

/// The core and what is joined to it within reach: each block against its own expectation, since cortex
/// beside a dense core is not part of it.
BlockPlaces grown_blocks(const CoarseBone& bone, const DensityExpectation& density, const BlockPlaces& core,
                         const Side& side, const BoneRegion& region, double reach_mm) {
  const LocalBlocks within = blocks_in_box(bone.grid, core, reach_mm);
  LocalBlocks joined{within.first, VoxelMask(within.mask.grid())};
  for_each_voxel(dilate(within.mask, Reach::ball(reach_mm)), [&](int x, int y, int z) {
    const Eigen::Array3i at = within.first + Eigen::Array3i(x, y, z);
    if (!bone.bone.contains(at.x(), at.y(), at.z())) return;
    const std::optional<LocalExpectation> expected = density.at(at.x(), at.y(), at.z());
    const double border_hu = 0.5 * (region.median_hu + (expected ? expected->hu : region.expected_hu));
    if (side.sign * (bone.hu[bone.grid.index(at.x(), at.y(), at.z())] - border_hu) > 0)
      joined.mask.insert(x, y, z);
  });
  joined.mask = connected_to(joined.mask, within.mask);
  return joined.places();
}

BoneRegion grown(const CoarseBone& bone, const DensityExpectation& density, const BlockPlaces& core,
                 const Side& side, const BoneRegionParameters& parameters) {
  BoneRegion region;
  region.density = side.density;
  region.median_hu = median_over(bone, core);
  std::vector<double> expected_hu, spread_hu, limit_hu;
  for (const Eigen::Array3i& at : core) {
    const std::optional<LocalExpectation> expected = density.at(at.x(), at.y(), at.z());
    const double depth_mm = -bone.surface_mm[bone.grid.index(at.x(), at.y(), at.z())];
    region.depth_mm = std::max(region.depth_mm, depth_mm);
    if (!expected) continue;
    expected_hu.push_back(expected->hu);
    spread_hu.push_back(side.spread_hu(*expected));
    limit_hu.push_back(side.limit_hu(*expected));
  }
  region.expected_hu = median_spread(expected_hu).median;
  region.spread_hu = median_spread(spread_hu).median;
  region.limit_hu = median_spread(limit_hu).median;
  region.blocks = grown_blocks(bone, density, core, side, region, parameters.bone_growth_mm);
  region.volume_mm3 = static_cast<double>(region.blocks.size()) * bone.grid.voxel_volume_mm3();
  return region;
}

/// Each core that is large enough, and the round parts of those that are not round themselves: a lesion that
/// touches cortex or another lesion is part of a larger core.
std::vector<BlockPlaces> pieces_of(const VoxelMask& cores, const BoneRegionParameters& parameters) {
  const MaskComponents components = find_components(cores, Neighbours::volume);
  std::vector<BlockPlaces> pieces(components.components.size());
  for (const ComponentRun& run : components.runs)
    for (int x = run.first_x; x <= run.last_x; ++x) pieces[run.component].emplace_back(x, run.y, run.z);
  const auto volume_mm3 = [&](const BlockPlaces& piece) {
    return static_cast<double>(piece.size()) * cores.grid().voxel_volume_mm3();
  };
  std::vector<BlockPlaces> parts;
  for (RoundPart& part : round_parts(cores, parameters.bone_part_radius_mm)) {
    constexpr double most = 0.6;
    if (static_cast<double>(part.blocks.size()) < most * static_cast<double>(part.region_blocks))
      parts.push_back(std::move(part.blocks));
  }
  std::erase_if(pieces,
                [&](const BlockPlaces& piece) { return volume_mm3(piece) < parameters.bone_least_core_mm3; });
  std::ranges::move(parts, std::back_inserter(pieces));
  return pieces;
}

std::vector<BoneRegion> regions_on(const CoarseBone& bone, const DensityExpectation& density,
                                   const Side& side, const BoneRegionParameters& parameters) {
  if (bone.hu.empty()) return {};
  const std::vector<BlockPlaces> pieces = pieces_of(cores_of(bone, density, side, parameters), parameters);
  std::vector<BoneRegion> regions(pieces.size());
  tbb::parallel_for(std::size_t{0}, pieces.size(),
                    [&](std::size_t i) { regions[i] = grown(bone, density, pieces[i], side, parameters); });
  return regions;
}

}  // namespace

std::vector<BoneRegion> lytic_bone_regions(const CoarseBone& bone, const DensityExpectation& density,
                                           double brightest_soft_hu, const BoneRegionParameters& p) {
  const Side in_mineral{
      -1,  p.bone_drop_hu,        p.bone_drop_in_spreads, p.bone_soft_from_hu, brightest_soft_hu, -1e5,
      1e5, p.bone_lysis_depth_mm, DensityClass::lytic};
  const Side in_fat{+1,   p.bone_drop_hu,      p.bone_drop_in_spreads, p.bone_soft_from_hu, brightest_soft_hu,
                    -1e5, p.bone_fat_below_hu, p.bone_lysis_depth_mm,  DensityClass::lytic};
  const Side in_cortex{-1,
                       p.bone_cortex_drop_hu,
                       p.bone_cortex_drop_in_spreads,
                       brightest_soft_hu,
                       1e5,
                       p.bone_cortex_from_hu,
                       1e5,
                       p.bone_lysis_depth_mm,
                       DensityClass::lytic};
  std::vector<BoneRegion> regions = regions_on(bone, density, in_mineral, p);
  for (const Side& side : {in_fat, in_cortex})
    std::ranges::move(regions_on(bone, density, side, p), std::back_inserter(regions));
  return regions;
}

std::vector<BoneRegion> dense_bone_regions(const CoarseBone& bone, const DensityExpectation& density,
                                           const BoneRegionParameters& p) {
  return regions_on(bone, density,
                    {+1, p.bone_rise_hu, p.bone_rise_in_spreads, p.bone_dense_from_hu, 1e5, -1e5, 1e5,
                     p.bone_depth_mm, DensityClass::sclerotic},
                    p);
}

}  // namespace osteosign
