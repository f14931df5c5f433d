#pragma once
#include "features/prepare/image_quality.h"

namespace osteosign {

/// Definition: standard deviation of the Gaussian blur in the slice plane. Unit: mm.
/// Unknown when: fewer than `least_edge_fits` edges of thick cortex, and a Convolution Kernel (0018,1210)
/// that is absent or unknown to us. Reference: methods 0.3.4 (20th percentile of error-function fits).
MeasuredQuantity measure_in_plane_sigma(const CtVolume& ct, const ImageQualityParameters& parameters);

/// Definition: standard deviation of the blur along the slice normal. Unit: mm.
/// Unknown when: a single slice without Slice Thickness (0018,0050). Reference: methods 0.3.4.
MeasuredQuantity axial_sigma(const CtVolume& ct, const ImageQualityParameters& parameters);

/// In-plane sigma for the name of a reconstruction kernel, as vendors write it (B30f, Br40, BONE, STANDARD,
/// ...). Unknown when the name is empty or in none of the families of methods 0.3.4.
MeasuredQuantity sigma_for_kernel(const std::string& convolution_kernel);

}  // namespace osteosign
