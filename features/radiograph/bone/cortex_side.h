#pragma once
#include <Eigen/Core>
#include <vector>

namespace osteosign {

/// The cortex of a tubular bone at one place of its shaft, in pixels (column, row).
struct CortexPoint {
  Eigen::Vector2d outer_px;
  Eigen::Vector2d outward;  ///< unit normal away from the bone
  double thickness_px;
  bool traced;  ///< false where the edge is lost and the ghost edge is shown
};

/// One side of the shaft.
struct CortexSide {
  std::vector<CortexPoint> points;  ///< about one pixel apart along the shaft
};

struct TracedBone {
  CortexSide left, right;  ///< of the straightened bone
  double width_px;
};

}  // namespace osteosign
