#pragma once
#include "features/prepare/image_quality.h"

namespace osteosign {

/// Definition: standard deviation of the voxel noise in even muscle and fat.
/// Unit: HU. Unknown when: fewer than `least_noise_samples` places of even soft tissue.
/// Reference: methods 0.3.3; Rousseeuw and Croux 1993 (MAD).
MeasuredQuantity measure_noise(const CtVolume& ct, const ImageQualityParameters& parameters);

}  // namespace osteosign
