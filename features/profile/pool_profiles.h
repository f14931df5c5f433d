#pragma once
#include <vector>

#include "features/profile/profile.h"
#include "io/values/measured.h"

namespace osteosign {

/// Trimmed mean of neighbouring rays at each position, over the positions that more than half of them reach.
/// Single rays are too noisy to tell a width of 2 mm from 0 (methods A4.1): pool 9 or more. At each
/// position `trimmed_fraction` of the rays is dropped at either end, so that a trabecula or a vessel met by
/// one ray does not count. Unknown when no position is reached by more than half. All profiles share one
/// step; otherwise InternalError.
Measured<Profile> pool(const std::vector<Profile>& rays, double trimmed_fraction);

}  // namespace osteosign
