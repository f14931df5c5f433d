#include "sample_data/phantom/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace osteosign::phantom {

namespace {

/// How much of a layer is present at a point, and how far around that does not change.
struct Presence {
  double fraction;
  double same_within_mm;
};

Presence presence_of(const Layer& layer, const Eigen::Vector3d& point_mm, double footprint_mm) {
  const double distance_mm = layer.distance_mm(point_mm);
  const double clear_mm = (std::abs(distance_mm) - layer.edge.reach_mm(footprint_mm)) / layer.steepness;
  const double fraction = layer.edge.fraction_at(distance_mm, footprint_mm);
  return {fraction, fraction > 0 && layer.texture ? 0 : std::max(0.0, clear_mm)};
}

double value_of(const Layer& layer, const Eigen::Vector3d& point_mm) {
  return layer.texture ? layer.value + layer.texture(point_mm) : layer.value;
}

}  // namespace

SceneSample Scene::sample_at(const Eigen::Vector3d& point_mm, double footprint_mm) const {
  SceneSample sample{outside_value, std::numeric_limits<double>::infinity()};
  double around_value = outside_value;
  double around_fraction = 1;
  for (const Layer& layer : nested) {
    const Presence presence = presence_of(layer, point_mm, footprint_mm);
    sample.same_within_mm = std::min(sample.same_within_mm, presence.same_within_mm);
    const double fraction = std::min(around_fraction, presence.fraction);
    if (fraction <= 0) break;  // the surfaces inside are further away
    const double own_value = value_of(layer, point_mm);
    sample.value += fraction * (own_value - around_value);
    around_value = own_value;
    around_fraction = fraction;
  }
  for (const Layer& layer : painted) {
    const Presence presence = presence_of(layer, point_mm, footprint_mm);
    sample.same_within_mm = std::min(sample.same_within_mm, presence.same_within_mm);
    if (presence.fraction > 0) sample.value += presence.fraction * (value_of(layer, point_mm) - sample.value);
  }
  return sample;
}

}  // namespace osteosign::phantom
