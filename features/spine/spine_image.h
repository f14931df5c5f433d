#pragma once
#include "features/prepare/voxel_mask.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// What the search for a spine looks at. The masks are on the grid of the CT.
struct SpineImage {
  const CtVolume& ct;
  const VoxelMask& mineral;  ///< bone as seen by the thresholds alone, without filled marrow
  const VoxelMask& bone;     ///< the same with marrow
  double muscle_hu;
  double growth_hu;  ///< bone is brighter
};

}  // namespace osteosign
