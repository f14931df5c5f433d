#pragma once
#include "io/images/ct_volume.h"

namespace osteosign {

/// Each slice averaged with the weights 1-2-1 along x and y; beyond the border the border repeats. For
/// thresholds on noisy volumes, never for measuring: it widens edges by 0.7 pixel in quadrature.
std::vector<std::int16_t> binomial_smoothed_in_plane(const CtVolume& ct);

}  // namespace osteosign
