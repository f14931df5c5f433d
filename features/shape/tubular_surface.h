#pragma once
#include <Eigen/Core>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// How far a bone may be from a tube, and how stiff the tube is.
struct TubeStiffness {
  double knot_spacing_mm = 15;         ///< of the cubic B-spline along the axis
  int harmonics = 4;                   ///< round the axis; 4 have the freedom of 8 knots
  double bending = 0;                  ///< of the section, by the data: holds a side without points
  double huber_mm = 0.7;               ///< residuals beyond pull no harder
  double largest_residual_mm = 1;      ///< 80th percentile over the points that held the tube
  double largest_axial_normal = 0.35;  ///< root mean square of the normals' part along the axis
};

/// Surface of a tubular bone: radius over the angle and the place along a straight axis.
class TubularSurface {
 public:
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();
  Eigen::Matrix3d frame = Eigen::Matrix3d::Identity();  ///< columns: two directions across, the axis
  double first_mm = 0, last_mm = 0;                     ///< along the axis, where points held it
  double residual_mm = 0;                               ///< 80th percentile of the distance to these points
  double knot_spacing_mm = 15;
  Eigen::MatrixXd coefficients;  ///< row: harmonic (1, cos, sin, cos 2, ...), column: B-spline

  Eigen::Vector3d axis() const { return frame.col(2); }
  /// Distances across (two) and along the axis of a patient point.
  Eigen::Vector3d in_frame(const Eigen::Vector3d& point_mm) const;
  double radius_mm(double angle, double along_mm) const;
  Eigen::Vector3d point_mm(double angle, double along_mm) const;
  Eigen::Vector3d normal(double angle, double along_mm) const;
};

/// The tube through points with outward normals, held by those that are `trusted` and bridging the rest:
/// penalised cubic B-splines along the axis times harmonics round it, Huber weights (methods A5.2). Unknown
/// when the points are no tube: normals along the axis, gaps round the bone, or residuals too large.
Measured<TubularSurface> fit_tubular_surface(const std::vector<Eigen::Vector3d>& points_mm,
                                             const std::vector<Eigen::Vector3d>& normals,
                                             const std::vector<bool>& trusted,
                                             const TubeStiffness& stiffness);

}  // namespace osteosign
