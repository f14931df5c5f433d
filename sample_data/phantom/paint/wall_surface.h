#pragma once
#include "sample_data/phantom/paint/painting.h"

namespace osteosign::phantom {

/// The posterior wall near a point as a surface over the plane across `posterior`: how far behind the point
/// it lies, a quadratic function of the ways to the side and up.
struct WallSurface {
  Eigen::Vector3d point_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d side = Eigen::Vector3d::UnitX();
  Eigen::Vector3d posterior = Eigen::Vector3d::UnitY();
  Eigen::Vector3d up = Eigen::Vector3d::UnitZ();
  Eigen::Matrix<double, 6, 1> coefficients = Eigen::Matrix<double, 6, 1>::Zero();
  double fit_mm = 0;  ///< root mean square of the wall about it

  /// To the side, behind the point, up.
  Eigen::Vector3d local(const Eigen::Vector3d& patient_mm) const;
  Eigen::Vector3d patient(const Eigen::Vector3d& local_mm) const;
  double behind_mm(double side_mm, double up_mm) const;
};

/// Looks forwards from the canal for the first voxel denser than 150 HU, within 6 mm of the point; places
/// without one (the vein) do not count. Throws UsageError when fewer than half of the places show a wall.
WallSurface find_wall(const CtVolume& ct, const PaintedBulge& bulge);

}  // namespace osteosign::phantom
