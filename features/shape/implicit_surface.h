#pragma once
#include <Eigen/Core>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// A smooth height over all of space, about the distance in mm from the surface it was made for, negative
/// inside: a sum of distances to centres and a plane, the biharmonic interpolant in three dimensions. It
/// bridges what the points leave out with least bending (methods A5.2).
class ImplicitSurface {
 public:
  ImplicitSurface(std::vector<Eigen::Vector3d> centres_mm, Eigen::VectorXd weights);
  double height_mm(const Eigen::Vector3d& point_mm) const;

 private:
  std::vector<Eigen::Vector3d> centres_mm_;
  Eigen::VectorXd weights_;  ///< one for each centre, then those of 1, x, y, z
};

/// Through points with outward normals: height 0 on each, and `offset_mm` before and behind it. At most
/// `most_points` of them, evenly thinned. Unknown when fewer than 20 are left.
Measured<ImplicitSurface> fit_implicit_surface(const std::vector<Eigen::Vector3d>& points_mm,
                                               const std::vector<Eigen::Vector3d>& normals, double offset_mm,
                                               int most_points);

}  // namespace osteosign
