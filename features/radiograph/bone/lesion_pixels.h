#pragma once
#include <Eigen/Core>

#include "features/values/lesion.h"

namespace osteosign {

/// Whether a place (column, row) lies in a pixel of an outline; beside the film it does not.
bool holds(const RadiographLesionOutline& lesion, const Eigen::Vector2d& pixel);

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
