#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/bone_phantom.h"

namespace osteosign::phantom {

/// Signed distance from an ellipsoid about the origin with its axes along x, y, z: exact on the surface, to
/// first order near it (k0 (k0 - 1) / k1 of I. Quilez), of the right sign everywhere; exact for a ball.
double ellipsoid_distance_mm(const Eigen::Vector3d& point_mm, const Eigen::Vector3d& semi_axes_mm);

/// The same for an elliptic cylinder along z; exact on the surface.
double elliptic_cylinder_distance_mm(const Eigen::Vector3d& point_mm, double semi_axis_x_mm,
                                     double semi_axis_y_mm);

/// Distance from a straight line between two points.
double segment_distance_mm(const Eigen::Vector3d& point_mm, const Eigen::Vector3d& from_mm,
                           const Eigen::Vector3d& to_mm);

/// Signed distance from the surface of a lesion, and from the outside of its rim (the whole rim with the
/// lesion, cut to the sector that has a rim).
double lesion_distance_mm(const LesionBody& lesion, const Eigen::Vector3d& point_mm);
double core_distance_mm(const LesionBody& lesion, const Eigen::Vector3d& point_mm);
double rim_distance_mm(const LesionBody& lesion, const Eigen::Vector3d& point_mm);

/// Random field with mean 0 and a standard deviation near 1, the same for equal arguments: smoothed values on
/// a lattice of `size_mm`, twice as long along z as trabeculae of a shaft are.
double trabecular_texture(const Eigen::Vector3d& point_mm, double size_mm);

}  // namespace osteosign::phantom
