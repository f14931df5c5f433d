#pragma once
#include <Eigen/Core>

#include "features/values/lesion.h"

namespace osteosign {

/// Whether a place (column, row) lies in a pixel of an outline; beside the film it does not.
bool holds(const RadiographLesionOutline& lesion, const Eigen::Vector2d& pixel);

/// Whether the line through a place of the edge of a bone meets an outline, from this far inward to this far
/// outward.
bool lies_across(const RadiographLesionOutline& lesion, const Eigen::Vector2d& edge,
                 const Eigen::Vector2d& outward, double inward_px, double outward_px);

/// Middle of the pixels of an outline; unknown when it is empty.
Measured<Eigen::Vector2d> middle_of(const RadiographLesionOutline& lesion);

/// Least and largest distance of the pixels of an outline along a direction, from an origin.
struct Extent {
  double least;
  double largest;
};
Extent extent_of(const RadiographLesionOutline& lesion, const Eigen::Vector2d& origin,
                 const Eigen::Vector2d& along);

}  // namespace osteosign
