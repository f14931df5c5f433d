#pragma once
#include "features/profile/profile.h"

namespace osteosign {

/// Compact bone at a place of a profile from soft tissue into a bone.
struct WallCortex {
  double mass_mm = 0;   ///< thickness that the same mass of bone of full density would have
  double level_hu = 0;  ///< mean density at the near side of the wall
};

/// Cortical mass (methods A5.1.4): what rises above the step from soft tissue to marrow, over the contrast of
/// compact bone; independent of the blur. `position` is the near side of the wall. 0 where the profile does
/// not reach.
WallCortex cortex_at(const Profile& profile, double position, double cortex_hu);

}  // namespace osteosign
