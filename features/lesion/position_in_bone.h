#pragma once
#include <optional>

#include "features/shape/tubular_surface.h"
#include "features/values/lesion.h"
#include "features/values/lesion_site.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Where a lesion lies across a tubular bone.
/// Definition: each voxel of the outline lies outside of the undamaged surface, in the cortex below it, or in
/// the marrow. Surface or cortical: at least half of the volume lies there, and for the cortex more than in
/// the marrow. Else central when the middle of the part in the marrow is nearer to the middle of the marrow
/// than a third of its radius, eccentric beyond. Unknown when: the bone is no tube, the thickness of its
/// cortex is unknown, or the lesion reaches beyond the part where the surface is known. Reference: the words
/// of table 28.1; the limits are chosen.
Measured<PositionInBone> position_in_bone(const CtLesionOutline& outline,
                                          const std::optional<TubularSurface>& undamaged,
                                          const MeasuredQuantity& cortex_thickness);

}  // namespace osteosign
