#pragma once
#include <cmath>
#include <numbers>

namespace osteosign {

/// The cumulative normal distribution: a unit step seen through a Gaussian blur.
inline double gaussian_step(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// Its derivative.
inline double gaussian_density(double z) { return std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi); }

}  // namespace osteosign
