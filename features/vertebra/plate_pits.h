#pragma once
#include "features/spine/spine.h"

namespace osteosign {

/// The field of an endplate without its pits: places that lie more than `pit_depth_mm` farther in the body
/// than the robust paraboloid through the plate and do not reach its border, with their slopes, are put on
/// the paraboloid through what is left. A Schmorl node is such a pit. A collapsed corner reaches the border,
/// and where the paraboloid itself is dished by as much as anything lies below it, the plate is depressed and
/// has no pits. `inward` is -1 for a superior plate, +1 for an inferior one.
HeightField without_pits(const HeightField& field, int inward, double pit_depth_mm, double rim_mm);

}  // namespace osteosign
