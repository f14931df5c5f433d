#pragma once
#include "features/vertebra/pedicle_bone.h"

namespace osteosign {

/// Part of 36 sectors round the isthmus of a pedicle with at least `ring_cortex_mm` of cortical mass (methods
/// A9.3). Unknown when the isthmus is, or when a ray leaves the volume.
MeasuredQuantity ring_completeness(const CtVolume& ct, const VertebraFrame& frame, const PedicleSpace& space,
                                   Side side, const PedicleOutline& outline, const PedicleBone& bone,
                                   const PedicleParameters& parameters);

}  // namespace osteosign
