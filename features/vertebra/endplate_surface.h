#pragma once
#include "features/spine/spine.h"

namespace osteosign {

/// The field of an endplate without gaps: what was seen, and beside it the plane, led over from one to the
/// other by averaging the distance from the plane.
HeightField filled_surface(const VertebraFrame& frame, const Endplate& plate);

/// Local z of a field without gaps over a local x, y, by linear interpolation; beyond the border the border
/// repeats.
double height_at_mm(const HeightField& field, double x, double y);

}  // namespace osteosign
