#pragma once
#include <Eigen/Core>
#include <vector>

namespace osteosign {

/// Unit vectors spread evenly over the sphere: points of a golden spiral (Vogel, Math Biosci 1979;44:179, on
/// the sphere), each in the middle of a zone of the same area.
std::vector<Eigen::Vector3d> even_directions(int count);

}  // namespace osteosign
