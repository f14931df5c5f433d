#pragma once
#include "features/lesion/cortex_surface.h"
#include "features/prepare/image_quality.h"

namespace osteosign {

/// The undamaged periosteal surface as new bone needs it: a tube as in cortex_surface.h that is not drawn out
/// by what stands on it. Points of the mask more than 1.5 mm outside of a tube that is stiff along the bone
/// are left out. Where the whole bone is no tube it covers the shaft alone (shaft_points.h). Unknown when no
/// part of the bone is a tube: a surface that is bridged through the cortex that is seen could run on top of
/// new bone.
Measured<CortexSurface> periosteal_surface(const CtVolume& ct, const BoneNearLesion& bone,
                                           const ImageQuality& quality, const CortexParameters& parameters);

}  // namespace osteosign
