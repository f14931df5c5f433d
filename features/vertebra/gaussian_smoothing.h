#pragma once
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// Convolution with a Gaussian cut at three sigma, axis by axis; beyond the border the border repeats. An
/// axis whose spacing is above three sigma stays as it is.
std::vector<float> gaussian_smoothed(const ImageGrid& grid, const std::vector<float>& values,
                                     double sigma_mm);

}  // namespace osteosign
