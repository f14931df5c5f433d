#pragma once
#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/bone/trace_border.h"

namespace osteosign {

/// Both cortices of the tubular bone that a lesion lies in, along the lesion and about one and a half widths
/// of the bone beyond it. The bone is found by the outline of the femur where that is known, else by its own
/// edges. Unknown when the bone was not found, is no tube there, or neither side could be traced.
/// Reference: methods B2.1, B5.
Measured<TracedBone> trace_bone(const Radiograph& film, const RadiographField& field,
                                const Measured<FemurOnFilm>& femur, const RadiographLesionOutline& lesion,
                                const BoneTracingParameters& parameters);

}  // namespace osteosign
