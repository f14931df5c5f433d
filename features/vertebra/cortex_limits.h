#pragma once
#include <string>

#include "features/prepare/image_quality.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Voxels and blur beyond which gaps of a thin cortex cannot be told.
struct CortexLimits {
  double thickest_slices_mm;
  double widest_blur_mm;
};

/// Why gaps of `what` cannot be told on this scan; empty when they can.
std::string too_coarse_for_cortex(const CtVolume& ct, const ImageQuality& quality, const CortexLimits& limits,
                                  const std::string& what);

}  // namespace osteosign
