#include "features/radiograph/bone/bone_axis.h"

namespace osteosign {

Eigen::Vector2d BoneAxis::across(double along_px) const {
  const Eigen::Vector2d normal(-along.y(), along.x());
  return (normal - bend_per_px * along_px * along).normalized();
}

Eigen::Vector2d BoneAxis::point(double along_px, double across_px) const {
  const Eigen::Vector2d normal(-along.y(), along.x());
  const Eigen::Vector2d middle =
      origin_px + along_px * along + 0.5 * bend_per_px * along_px * along_px * normal;
  return middle + across_px * across(along_px);
}

}  // namespace osteosign
