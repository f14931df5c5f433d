#pragma once
#include <Eigen/Core>

#include "features/profile/profile.h"
#include "io/images/ct_volume.h"
#include "io/images/radiograph.h"
#include "io/values/measured.h"

namespace osteosign {

/// Hounsfield units at a continuous voxel position by trilinear interpolation. Unknown when the point lies
/// outside the volume or one of its neighbours is padding.
Measured<double> hounsfield_at(const CtVolume& ct, const Eigen::Vector3d& voxel);

/// Intensity at a continuous pixel position (column, row) by bilinear interpolation. Unknown outside the
/// image.
Measured<double> intensity_at(const Radiograph& radiograph, const Eigen::Vector2d& pixel);

/// The native Hounsfield values along a ray, by trilinear interpolation. Never a resampled or denoised image:
/// both widen an edge. Where the ray leaves the volume the profile ends; it is unknown when the surface point
/// itself lies outside. `direction` is a unit vector in patient space.
Measured<Profile> sample_ray(const CtVolume& ct, const Eigen::Vector3d& point_in_patient_mm,
                             const Eigen::Vector3d& direction, const SampledRange& range_mm);

/// The pixel values along a ray of a radiograph, by bilinear interpolation. `step_in_pixels` is the way in
/// (columns, rows) that one unit of the range goes: the unit vector for a range in pixels, or that vector
/// divided by the pixel spacing for a range in mm.
Measured<Profile> sample_ray(const Radiograph& radiograph, const Eigen::Vector2d& pixel,
                             const Eigen::Vector2d& step_in_pixels, const SampledRange& range);

}  // namespace osteosign
