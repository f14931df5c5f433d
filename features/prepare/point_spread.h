#pragma once
#include "features/prepare/image_quality.h"

namespace osteosign {

/// Definition: standard deviations of the scanner's Gaussian blur in the slice plane and along the slice
/// normal, from edges of thick cortex that stand upright on the slice, and from those that lie in it. Unit:
/// mm. A low percentile over the edges, each taken as the median of its neighbourhood, so that the noise of
/// single fits does not count as sharpness. With fewer than `least_edge_fits` edges: in the plane by the name
/// of the Convolution Kernel (0018,1210); along the normal by Slice Thickness (0018,0050), else the slice
/// increment. Unknown when: no such edges, and a kernel that is absent or unknown to us; a single slice
/// without thickness. Reference: methods 0.3.4.
PointSpread measure_point_spread(const CtVolume& ct, const ImageQualityParameters& parameters);

/// Axial sigma that the header promises: a box of the slice thickness (else of the slice increment) seen
/// through a Gaussian of `slice_profile_sigma_mm`. Unknown when: a single slice without Slice Thickness
/// (0018,0050). Reference: methods 0.3.4.
MeasuredQuantity promised_axial_sigma(const CtVolume& ct, const ImageQualityParameters& parameters);

/// In-plane sigma for the name of a reconstruction kernel, as vendors write it (B30f, Br40, BONE, STANDARD,
/// ...). Unknown when the name is empty or in none of the families of methods 0.3.4.
MeasuredQuantity sigma_for_kernel(const std::string& convolution_kernel);

}  // namespace osteosign
