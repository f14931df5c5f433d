#pragma once
#include <optional>
#include <vector>

#include "features/spine/spine.h"

namespace osteosign {

/// The middle of the spinal canal in the frame of one vertebra.
class CanalLine {
 public:
  CanalLine(const std::vector<CanalPoint>& canal, const VertebraFrame& frame);

  /// Local x and y of the canal at a height; nothing more than 15 mm beyond its ends.
  std::optional<Eigen::Vector2d> at(double z_mm) const;

 private:
  std::vector<Eigen::Vector3d> local_mm_;  ///< from cranial to caudal
};

}  // namespace osteosign
