#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/shape/near_points.h"
#include "features/values/lesion.h"

namespace osteosign {

/// Distance of places from the surface of a lesion, negative inside. Exact to about 0.3 mm up to 8 mm, then
/// to about 3 mm.
class LesionDistance {
 public:
  explicit LesionDistance(const CtLesionOutline& outline);
  bool is_empty() const { return few_points_mm_.empty(); }
  double mm(const Eigen::Vector3d& point_mm) const;

 private:
  ImageGrid box_;
  std::vector<float> membership_;
  NearPoints points_;
  std::vector<Eigen::Vector3d> few_points_mm_;
};

}  // namespace osteosign
