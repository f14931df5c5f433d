#pragma once
#include <Eigen/Core>

namespace osteosign::phantom {

/// Surface area of an ellipsoid by Legendre's elliptic integrals (DLMF 19.33.2).
double ellipsoid_area_mm2(const Eigen::Vector3d& semi_axes_mm);

/// Longest and, at a right angle to it, shortest diameter of the largest cut of an ellipsoid by planes
/// parallel to two unit vectors: all parallel cuts are similar ellipses, the one through the centre is the
/// largest.
struct CutDiameters {
  double longest_mm;
  double perpendicular_mm;
};
CutDiameters largest_cut(const Eigen::Matrix3d& axes, const Eigen::Vector3d& semi_axes_mm,
                         const Eigen::Vector3d& first_in_plane, const Eigen::Vector3d& second_in_plane);

}  // namespace osteosign::phantom
