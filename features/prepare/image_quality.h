#pragma once
#include "io/images/ct_volume.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Gaussian blur of the scanner, as standard deviations in the slice plane and along the slice normal.
struct PointSpread {
  MeasuredQuantity in_plane_sigma_mm;
  MeasuredQuantity axial_sigma_mm;
  /// Blur met by a profile along a unit vector given in the index frame (x, y in the slice, z along the
  /// normal).
  Measured<double> sigma_along_mm(const Eigen::Vector3d& direction_in_index_frame) const;
};

/// What limits every measurement on this series.
struct ImageQuality {
  MeasuredQuantity noise_hu;  ///< standard deviation of the voxel noise in soft tissue
  PointSpread point_spread;
};

}  // namespace osteosign
