#pragma once
#include "features/profile/profile.h"

namespace osteosign {

/// A profile without negative values as it was before a known Gaussian blur: Richardson and Lucy's iteration,
/// in which values stay positive and mass is kept. The number of iterations limits how far noise is raised.
Profile sharpen_profile(const Profile& blurred, double sigma, int iterations);

}  // namespace osteosign
