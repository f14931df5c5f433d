#include "features/segment/bone_candidates.h"

#include <limits>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

constexpr double border_fraction = 0.5, brighter_fraction = 0.02;
// Of an osteoporotic spine less than 2 % may be brighter than blood, but that is more than plaques of
// vessels.
constexpr double most_plaque_mm3 = 2000;
constexpr double metal_bloom_mm = 4, contrast_border_mm = 2;

}  // namespace

VoxelMask bone_pieces(const VoxelMask& candidates, const BoneEvidence& evidence) {
  const MaskComponents pieces = find_components(candidates, Neighbours::volume);
  const auto above = [&](double hu) {
    return pieces.overlap(voxels_in_range(candidates.grid(), evidence.hounsfield, static_cast<int>(hu),
                                          std::numeric_limits<std::int16_t>::max()));
  };
  const auto seeds = above(evidence.thresholds.seed_hu);
  const bool any_contrast = !evidence.contrast.pools.empty();
  const auto brighter = any_contrast ? above(evidence.contrast.brightest_possible_hu) : seeds;
  const auto at_metal = pieces.overlap(dilate(evidence.metal.metal, Reach::ball(metal_bloom_mm)));
  const auto at_contrast =
      any_contrast ? pieces.overlap(dilate(evidence.contrast.region, Reach::ball(contrast_border_mm)))
                   : std::vector<std::size_t>(seeds.size(), 0);
  std::vector<bool> kept(pieces.components.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const auto voxels = static_cast<double>(pieces.components[i].voxels);
    const bool is_border = static_cast<double>(at_metal[i]) > border_fraction * voxels ||
                           static_cast<double>(at_contrast[i]) > border_fraction * voxels;
    const auto brighter_voxels = static_cast<double>(brighter[i]);
    const bool is_branch = any_contrast && brighter_voxels < brighter_fraction * voxels &&
                           brighter_voxels * candidates.grid().voxel_volume_mm3() < most_plaque_mm3;
    kept[i] = seeds[i] > 0 && pieces.volume_mm3(i) > evidence.least_bone_mm3 && !is_border && !is_branch;
  }
  return pieces.select(kept);
}

}  // namespace osteosign
