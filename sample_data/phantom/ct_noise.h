#pragma once
#include <vector>

#include "sample_data/phantom/ct_scan.h"

namespace osteosign::phantom {

/// Noise of the whole block: white noise blurred with the point spread, less 0.8 of itself blurred twice as
/// wide (a band-pass as the ramp filter of a reconstruction leaves it), correlated along z by the slice
/// profile, its standard deviation exactly `noise_hu` in expectation. Same values for any number of threads.
/// Empty when noise_hu is 0.
std::vector<float> ct_noise(const CtScan& scan);

}  // namespace osteosign::phantom
