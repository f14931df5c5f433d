#pragma once
#include <span>

#include "features/prepare/image_quality.h"
#include "features/prepare/voxel_mask.h"
#include "features/segment/bone_thresholds.h"

namespace osteosign {

/// What the border of bone is measured in.
struct EdgeScene {
  std::span<const std::int16_t> hounsfield;
  const VoxelMask& mineral;    ///< voxels above the growth threshold; only they can turn out to be blur
  const VoxelMask& forbidden;  ///< metal, contrast: bone does not grow into it
  const BoneThresholds& thresholds;
  double least_bone_hu;  ///< no border below: muscle plus noise
  const PointSpread& point_spread;
  double reach_mm;
};

/// Moves the border of `bone` to the level between the soft tissue outside and the brightest bone near by
/// where the true surface lies: half height for thick cortex (Spoor 1993), higher for cortex thinner than the
/// blur, after the blurred slab of Treece 2010. Moves by `reach_mm` at most. Voxels that were filled stay.
VoxelMask settle_bone_edge(const VoxelMask& bone, const EdgeScene& scene);

/// Level of the true surface of a blurred slab, as a fraction of its peak above the surroundings: 0.5 for a
/// slab much thicker than the blur, towards 1 for a thin one, limited to 0.75 since marrow adds to the peak.
/// `peak_fraction` = peak above surroundings / compact bone above surroundings, 0 to 1.
double surface_level_fraction(double peak_fraction);

}  // namespace osteosign
