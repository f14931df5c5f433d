#pragma once
#include "features/lesion/cortex_surface.h"

namespace osteosign {

/// The undamaged periosteal surface as new bone needs it: a tube as in cortex_surface.h that is not drawn out
/// by what stands on it. Points of the mask more than 1.5 mm outside of a tube that is stiff along the bone
/// are left out. Unknown when the bone is no tube: a surface that is bridged through the cortex that is seen
/// could run on top of new bone.
Measured<CortexSurface> periosteal_surface(const BoneNearLesion& bone, const CortexParameters& parameters);

}  // namespace osteosign
