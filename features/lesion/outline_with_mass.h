#pragma once
#include "features/lesion/soft_tissue_space.h"
#include "features/values/lesion.h"

namespace osteosign {

/// A mass beside the bone as far as it surely goes, as it most likely goes, and as it may go; each holds the
/// one before.
struct NestedMass {
  VoxelMask strict;
  VoxelMask middle;
  VoxelMask loose;
};

/// A lesion with the mass that has grown out of it: its outline in the bone, the mass, and the soft tissue in
/// the hole of the cortex between them (within 3 mm of both), without cavities. Membership in the mass is 0.5
/// at the border of `middle`, above 0.65 in `strict` and below 0.35 outside of `loose`, so that what is
/// measured on it knows how sure that border is.
CtLesionOutline outline_with_mass(const ImageGrid& series, const CtLesionOutline& in_bone,
                                  const SoftTissueSpace& space, const NestedMass& mass);

}  // namespace osteosign
