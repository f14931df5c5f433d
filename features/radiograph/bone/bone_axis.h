#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/radiograph/femur/femur_on_film.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// Where the two borders of the bone are expected, from the axis, in pixels; left is below 0.
struct ExpectedBorders {
  double left_px;
  double right_px;
};

/// The middle line of the shaft round a lesion, a parabola, and the borders of the bone beside it.
struct BoneAxis {
  Eigen::Vector2d origin_px;             ///< beside the middle of the lesion
  Eigen::Vector2d along;                 ///< unit vector
  double bend_per_px = 0;                ///< turn of the direction per pixel along the shaft
  int first_px = 0;                      ///< where the shaft begins, from the origin along it
  std::vector<ExpectedBorders> borders;  ///< one for each pixel along the shaft from `first_px` on
  double width_px = 0;                   ///< median distance of the borders
  double border_error_px = 0;            ///< how far the true borders may lie from the expected ones

  Eigen::Vector2d across(double along_px) const;  ///< unit normal of the axis, to the right of `along`
  Eigen::Vector2d point(double along_px, double across_px) const;
};

/// By the outline of the femur: middle line of its slices across the tube.
/// Unknown when the lesion lies in a part of the bone that is no tube.
Measured<BoneAxis> axis_of_femur(const FemurOnFilm& femur, const RadiographLesionOutline& lesion);

/// By the film alone: the pair of straight edges on both sides of the lesion, parallel and turned against
/// each other, that is strongest (methods B2.1). Unknown when there is no such pair.
Measured<BoneAxis> axis_from_edges(const Radiograph& film, const RadiographField& field,
                                   const RadiographLesionOutline& lesion);

}  // namespace osteosign
