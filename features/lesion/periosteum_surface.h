#pragma once
#include "features/lesion/cortex_surface.h"

namespace osteosign {

/// The undamaged periosteal surface as new bone needs it. As cortex_surface.h, and a tube is not drawn out by
/// what stands on it: points of the mask more than 1.5 mm outside of a tube that is stiff along the bone are
/// left out. Unknown as there.
Measured<CortexSurface> periosteal_surface(const CtVolume& ct, const LabelMap& bones,
                                           const CtLesionOutline& outline, const ImageQuality& quality,
                                           const CortexParameters& parameters);

}  // namespace osteosign
