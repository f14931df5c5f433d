#pragma once
#include <Eigen/Geometry>
#include <vector>

#include "features/spine/ct_sampler.h"
#include "features/spine/spine.h"
#include "features/spine/spine_image.h"

namespace osteosign {

/// The patient's left at a point of the canal.
inline Eigen::Vector3d left_of(const CanalPoint& point) { return point.tangent.cross(point.forward); }

/// The patient's anterior, across a direction.
Eigen::Vector3d anterior_across(const Eigen::Vector3d& tangent);

/// A smooth curve through points in order from caudal to cranial or back, about `step_mm` apart, weighted
/// along each axis of the patient, with tangents; returned from cranial to caudal. `forward` is the patient's
/// anterior across the curve until turn_to_bodies finds the bodies.
std::vector<CanalPoint> smooth_canal(const std::vector<Eigen::Vector3d>& points_mm,
                                     const std::vector<Eigen::Vector3d>& weights, double wave_mm);

/// The same points with `forward` towards the largest mass of bone in front within 60 degrees of the
/// patient's anterior, smoothed along the canal (methods A2.1 step 4).
std::vector<CanalPoint> turn_to_bodies(std::vector<CanalPoint> canal, const SpineImage& image);

}  // namespace osteosign
