#include "features/segment/bones.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <cmath>
#include <limits>
#include <vector>

#include "features/prepare/binomial_smoothing.h"
#include "features/prepare/mask_morphology.h"
#include "features/prepare/noise.h"
#include "features/segment/bone_candidates.h"
#include "features/segment/bone_edge.h"
#include "features/segment/periosteal_fill.h"
#include "features/segment/table.h"

namespace osteosign {
namespace {

constexpr std::uint16_t bone_label = 1;
constexpr double assumed_noise_hu = 15;  // only where none can be measured; smoothing is then off

/// The voxels that thresholds look at, and their noise.
struct ThresholdImage {
  std::span<const std::int16_t> hounsfield;
  double noise_hu;
};

LabelMap labels_of(const VoxelMask& bone) {
  const ImageGrid& grid = bone.grid();
  LabelMap labels{
      grid, std::vector<std::uint16_t>(grid.voxel_count(), 0), {{bone_label, "bone"}}, "built-in"};
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    for (int y = 0; y < grid.size[1]; ++y)
      for_each_voxel_of_row(bone.row(y, z), [&](int x) { labels.voxels[grid.index(x, y, z)] = bone_label; });
  });
  return labels;
}

std::vector<std::string> notes_of(const BoneSegmentation& found, const VoxelMask& table) {
  std::vector<std::string> notes;
  if (!found.metal.metal.empty())
    notes.push_back(fmt::format("metal found: {:.2f} cm3; densities within 3 mm of it are not used",
                                found.metal.metal.volume_mm3() / 1000));
  if (!found.contrast.empty())
    notes.push_back(
        fmt::format("contrast medium taken out of bone: {:.1f} cm3", found.contrast.volume_mm3() / 1000));
  if (!table.empty())
    notes.push_back(fmt::format("table taken out of bone: {:.1f} cm3", table.volume_mm3() / 1000));
  return notes;
}

/// Beside enhanced blood, heart muscle and organs would join bones at the low growth threshold. They are
/// thicker than a blurred cortex, which is as dim where bone is thin and stays.
VoxelMask dim_beside_contrast(const ContrastPools& contrast, const ThresholdImage& image,
                              const BoneThresholds& thresholds, const VoxelMask& candidates) {
  constexpr double beside_mm = 8;
  constexpr double thicker_than_cortex_mm = 1.5;  // half of what a 3-mm sheet measures
  if (!contrast.is_enhanced()) return VoxelMask(contrast.region.grid());
  const VoxelMask dim = voxels_in_range(contrast.region.grid(), image.hounsfield, -1024,
                                        static_cast<int>(thresholds.growth_beside_contrast_hu));
  return open(candidates & dim & dilate(contrast.region, Reach::ball(beside_mm)),
              Reach::ball(thicker_than_cortex_mm));
}

/// Takes into `rims` the voxels of `among` that are reached from it without ever getting brighter.
void descend(VoxelMask& rims, const VoxelMask& among, const ThresholdImage& image) {
  const ImageGrid& grid = rims.grid();
  std::vector<Eigen::Array3i> open;
  const auto take_neighbours_of = [&](const Eigen::Array3i& from) {
    const int hu = image.hounsfield[grid.index(from.x(), from.y(), from.z())];
    for (int axis = 0; axis < 3; ++axis)
      for (const int way : {-1, 1}) {
        Eigen::Array3i to = from;
        to[axis] += way;
        if (!grid.contains(to.x(), to.y(), to.z()) || !among.contains(to.x(), to.y(), to.z()) ||
            rims.contains(to.x(), to.y(), to.z()) ||
            image.hounsfield[grid.index(to.x(), to.y(), to.z())] > hu)
          continue;
        rims.insert(to.x(), to.y(), to.z());
        open.push_back(to);
      }
  };
  for_each_voxel(VoxelMask(rims), [&](int x, int y, int z) { take_neighbours_of({x, y, z}); });
  while (!open.empty()) {
    const Eigen::Array3i from = open.back();
    open.pop_back();
    take_neighbours_of(from);
  }
}

/// The blurred border of a pool lies between blood and soft tissue, so it is nowhere brighter than blood, and
/// gets darker and darker away from it. Left in, it would wrap the vessels in shells that join bones.
VoxelMask rims_of_contrast(const ContrastPools& contrast, const ThresholdImage& image,
                           const VoxelMask& candidates) {
  constexpr double rim_mm = 3;  // two voxels of a 1.5-mm scan
  constexpr double farthest_rim_mm = 6;
  const ImageGrid& grid = contrast.region.grid();
  if (!contrast.is_enhanced()) return VoxelMask(grid);
  const VoxelMask no_brighter = voxels_in_range(
      grid, image.hounsfield, -1024, static_cast<int>(std::min(contrast.brightest_possible_hu, 32000.0)));
  VoxelMask rims = no_brighter & dilate(contrast.region, Reach::ball(rim_mm));
  descend(rims, candidates & no_brighter & dilate(contrast.region, Reach::ball(farthest_rim_mm)), image);
  return rims;
}

}  // namespace

BoneSegmentation segment_bone_tissue(const CtVolume& ct, const ImageQuality& quality,
                                     const BoneParameters& parameters) {
  const Quantity* noise = quality.noise_hu.if_known();
  CtVolume smoothed;
  ThresholdImage image{ct.hounsfield, noise ? noise->value : assumed_noise_hu};
  if (noise && noise->value > parameters.smoothing_from_noise_hu) {
    smoothed.grid = ct.grid;
    smoothed.hounsfield = binomial_smoothed_in_plane(ct);
    // Measured again: noise of neighbouring voxels hangs together, so that smoothing takes away little of it.
    const MeasuredQuantity left = measure_noise(smoothed, parameters.quality);
    image = {smoothed.hounsfield, left.known() ? left.value().value : noise->value};
  }
  VoxelMask body = find_body(ct, parameters.body);
  Metal metal = find_metal(ct, parameters.metal);
  const BoneThresholds thresholds =
      adapt_thresholds(image.hounsfield, body, image.noise_hu, parameters.thresholds);
  const VoxelMask bloom = dilate(metal.metal, Reach::ball(parameters.metal.invalid_reach_mm / 2));
  VoxelMask candidates =
      voxels_in_range(ct.grid, image.hounsfield, static_cast<int>(std::ceil(thresholds.growth_hu)),
                      std::numeric_limits<std::int16_t>::max());
  candidates &= body;
  candidates -= bloom;
  const ContrastPools contrast =
      find_contrast_pools(image.hounsfield, candidates, thresholds, image.noise_hu, parameters.contrast);
  candidates -= contrast.region;
  candidates -= dim_beside_contrast(contrast, image, thresholds, candidates);
  candidates -= rims_of_contrast(contrast, image, candidates);
  VoxelMask mineral =
      bone_pieces(candidates, {image.hounsfield, thresholds, metal, contrast, parameters.least_bone_mm3});
  const VoxelMask table = find_table(mineral, body);
  mineral -= table;
  VoxelMask filled = fill_to_periosteum(mineral, parameters.closing_mm, parameters.largest_marrow_cm3 * 1000);
  if (contrast.is_enhanced()) filled -= contrast.region;
  const double least_bone_hu =
      std::max(0.75 * thresholds.growth_hu, thresholds.muscle_hu + 3 * image.noise_hu);
  const VoxelMask bone =
      settle_bone_edge(filled, {image.hounsfield, mineral, bloom | contrast.region, thresholds, least_bone_hu,
                                quality.point_spread, parameters.edge_reach_mm});
  BoneSegmentation result{
      labels_of(bone), mineral & bone, std::move(body), std::move(metal), contrast.region, thresholds, {}};
  result.notes = notes_of(result, table);
  return result;
}

LabelMap segment_bones(const CtVolume& ct, const BoneParameters& parameters) {
  return segment_bone_tissue(ct, estimate_image_quality(ct, parameters.quality), parameters).bones;
}

}  // namespace osteosign
