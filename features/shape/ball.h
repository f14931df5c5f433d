#pragma once
#include <cmath>
#include <numbers>

namespace osteosign {

/// Radius of the ball of a volume.
inline double ball_radius_mm(double volume_mm3) { return std::cbrt(0.75 * volume_mm3 / std::numbers::pi); }

}  // namespace osteosign
