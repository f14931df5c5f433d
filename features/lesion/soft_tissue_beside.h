#pragma once
#include "features/lesion/cortex.h"
#include "features/lesion/soft_tissue_space.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The part of the surroundings that a mass of the lesion must pass.
struct TissueBesideLesion {
  VoxelMask beside;          ///< cells whose nearest point of the surface is beside the lesion or its breach
  VoxelMask start;           ///< of these the ones on the bone; with a breach, those over it
  double assessed_fraction;  ///< of what lies within `soft_tissue_assessed_mm` of the bone there
  double fat_fraction;       ///< of the visible cells of `start`
  bool over_breach;          ///< there is a breach
};
/// Unknown when the surface has no point.
Measured<TissueBesideLesion> tissue_beside_lesion(const SoftTissueSpace& space, const CtVolume& ct,
                                                  const CortexSurface& surface, const LesionCortex& cortex,
                                                  const SoftTissueParameters& parameters);

}  // namespace osteosign
