#pragma once
#include "features/spine/level_model.h"

namespace osteosign {

/// Whether anything in view counts from a fixed point (methods A2.5): the sacrum, an end of the ribs with two
/// vertebrae to either side of it (one alone may be a rib that was missed), or a whole row of twelve with
/// ribs. Lengths alone do not.
bool has_landmark(const LevelEvidence& evidence, const LevelParameters& parameters);

}  // namespace osteosign
