#pragma once
#include <Eigen/Core>
#include <vector>

namespace osteosign {

/// The skin on one side of a bone as it was measured, for pictures; pixels (column, row).
struct SkinLine {
  std::vector<std::vector<Eigen::Vector2d>> seen_px;  ///< lengths without a gap
  std::vector<Eigen::Vector2d> expected_px;           ///< beside the lesion, by the skin above and below
};

}  // namespace osteosign
