#pragma once
#include "features/lesion/soft_tissue_space.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Part of the fat plane on the bone that is lost beside a lesion: 1 minus the share of the surface that has
/// fat within `soft_tissue_sheath_mm` above it beside the lesion, by that share away from it (methods A7.1).
/// Unknown when less than `soft_tissue_least_fat_fraction` of the surface away from the lesion has fat above
/// it, or when too little of either surface is visible.
MeasuredQuantity fat_plane_loss(const SoftTissueSpace& space, const VoxelMask& beside,
                                const CortexSurface& surface, const SoftTissueParameters& parameters);

}  // namespace osteosign
