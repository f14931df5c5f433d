#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/shape/radial_surface.h"
#include "io/values/measured.h"

namespace osteosign {

/// A smooth height over all of space, about the distance in mm from the surface it was made for, negative
/// inside: a sum of distances to centres and a plane, the biharmonic interpolant in three dimensions. It
/// bridges what the points leave out with least bending (methods A5.2).
class ImplicitSurface {
 public:
  explicit ImplicitSurface(RadialSurface<3> surface) : surface_(std::move(surface)) {}
  double height_mm(const Eigen::Vector3d& point_mm) const { return surface_.height_mm(point_mm); }

 private:
  RadialSurface<3> surface_;
};

/// Places at a known height.
struct KnownHeights {
  std::vector<Eigen::Vector3d> points_mm;
  std::vector<double> heights_mm;
};

/// Through points with outward normals: height 0 on each, and `offset_mm` before and behind it; and through
/// other known heights. At most `most_points` of the points, evenly thinned. Unknown when fewer than 20 are
/// left.
Measured<ImplicitSurface> fit_implicit_surface(const std::vector<Eigen::Vector3d>& points_mm,
                                               const std::vector<Eigen::Vector3d>& normals, double offset_mm,
                                               const KnownHeights& others, int most_points);

/// The first of the points, and then those no nearer than the spacing to one that was kept; by number.
std::vector<std::size_t> spaced_out(const std::vector<Eigen::Vector3d>& points_mm, double spacing_mm);

}  // namespace osteosign
