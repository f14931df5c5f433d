#pragma once
#include <Eigen/Core>

namespace osteosign::phantom {

/// Signed distance from the nearest of many balls of `diameter_mm` at random places, some overlapping, that
/// take the part `fraction` of space (at most 0.4). The same for equal arguments.
double holes_distance_mm(const Eigen::Vector3d& point_mm, double diameter_mm, double fraction);

/// The same for struts along z of `diameter_mm`, one in each cell of a lattice of `pitch_mm`.
double struts_distance_mm(const Eigen::Vector3d& point_mm, double diameter_mm, double pitch_mm);

}  // namespace osteosign::phantom
