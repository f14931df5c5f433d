#pragma once
#include <Eigen/Core>
#include <functional>
#include <vector>

#include "sample_data/phantom/edge_profile.h"

namespace osteosign::phantom {

/// Distance in mm of a point from a surface, negative inside. Exact near the surface, where it decides the
/// picture; of the right sign everywhere.
using SignedDistance = std::function<double(const Eigen::Vector3d& point_mm)>;

/// A region with one value (HU, or attenuation per mm) and how it ends.
struct Layer {
  SignedDistance distance_mm;
  double value = 0;
  EdgeProfile edge{};
  /// How much the distance function may change per mm on the way to the surface; 1 for an exact distance.
  double steepness = 1;
  std::function<double(const Eigen::Vector3d& point_mm)> texture{};  ///< added to the value; empty for none
};

/// Value of a scene at a point, and the radius round it in which the value is surely the same.
struct SceneSample {
  double value;
  double same_within_mm;
};

/// What lies where. `nested` regions each lie inside the one before, so that a shell thinner than a sample
/// keeps its mass; `painted` ones cover what is under them, the last one on top.
struct Scene {
  double outside_value = 0;
  std::vector<Layer> nested;
  std::vector<Layer> painted;

  /// Value averaged over a sample of size `footprint_mm`.
  SceneSample sample_at(const Eigen::Vector3d& point_mm, double footprint_mm) const;
};

}  // namespace osteosign::phantom
