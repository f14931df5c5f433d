#pragma once
#include "features/spine/spine.h"

namespace osteosign {

/// The field of an endplate without its pits: places that lie more than `pit_depth_mm` farther in the body
/// than the robust paraboloid through the plate and do not reach its border are put on the paraboloid. A
/// Schmorl node is such a pit; a depressed plate is wide, so that the paraboloid follows it, and a collapsed
/// corner reaches the border. `inward` is -1 for a superior plate, +1 for an inferior one.
HeightField without_pits(const HeightField& field, int inward, double pit_depth_mm, double rim_mm);

}  // namespace osteosign
