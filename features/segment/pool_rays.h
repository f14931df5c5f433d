#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "features/prepare/mask_components.h"
#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// What a ray from inside of a region of even density must know to tell a vessel from marrow.
struct PoolRays {
  std::span<const std::int16_t> hounsfield;
  const VoxelMask& thick;  ///< thick regions: what is bright outside of them is a thin structure, a cortex
  double outside_hu;       ///< below this the ray has left the region
  double rim_hu;           ///< a voxel above this on the way out is a cortex
  double bone_hu;          ///< so is one above this behind the border
};

/// Share of the rays from a region, in the plane of the slices, that leave it without a bright rim on the
/// last 5 mm and meet no bone within 15 mm behind (methods A1.8). Rays that end at the border of the volume
/// do not count; 0 when none is left.
double open_fraction(const PoolRays& rays, const std::vector<ComponentRun>& region);

}  // namespace osteosign
