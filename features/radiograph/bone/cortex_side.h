#pragma once
#include <Eigen/Core>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// The cortex of a tubular bone at one place of its shaft, in pixels (column, row).
struct CortexPoint {
  Eigen::Vector2d outer_px;
  Eigen::Vector2d outward;  ///< unit normal away from the bone
  double thickness_px;
  bool traced;  ///< false where the edge is lost and the ghost edge is shown
  // Against what the bone beyond the lesion lets expect here:
  double beyond_ghost_px = 0;  ///< how far the edge lies outside of the undamaged one, inside below 0
  double expected_thickness_px = 0;
  double band_left =
      1;  ///< contrast of the outer half of the cortex to the soft tissue, part of the expected
  double band_darker =
      0;  ///< how much darker its outer half is, part of the expected contrast; below 0 where it is brighter
  double inner_left = 1;  ///< the same of its inner half
  double edge_left = 1;   ///< steepness of the outer edge, part of the expected
  bool seen = true;       ///< false where the film is not usable or nothing tells what to expect
};

/// One side of the shaft.
struct CortexSide {
  std::vector<CortexPoint> points;  ///< about one pixel apart along the shaft
  /// Robust spreads beyond the lesion; unknown with the reason when the side could not be traced.
  Measured<double> band_spread = Unknown{"not traced"};
  Measured<double> inner_spread = Unknown{"not traced"};
  Measured<double> thickness_spread_px = Unknown{"not traced"};
};

struct TracedBone {
  CortexSide left, right;  ///< of the straightened bone
  double width_px;
};

}  // namespace osteosign
