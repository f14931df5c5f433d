#pragma once
#include <algorithm>
#include <cmath>
#include <limits>

#include "sample_data/phantom/scene.h"
#include "sample_data/phantom/spine/bone_distances.h"

namespace osteosign::phantom {

/// Paints regions over one sample of a scene, the last one on top, and keeps track of how far the sample is
/// sure to be the same.
class Brush {
 public:
  Brush(double outside_value, double footprint_mm)
      : sample_{outside_value, std::numeric_limits<double>::infinity()}, footprint_mm_(footprint_mm) {}

  /// Part of the sample inside of a surface at `distance_mm`.
  double fraction(double distance_mm) const {
    return std::clamp(0.5 - distance_mm / footprint_mm_, 0.0, 1.0);
  }
  /// A region of one value. `steepness` is as in Layer.
  void cover(double distance_mm, double value, double steepness = 1) {
    mix(fraction(distance_mm), value);
    keep_clear((std::abs(distance_mm) - footprint_mm_ / 2) / steepness);
  }
  /// A region with a graded edge.
  void cover_graded(double distance_mm, const EdgeProfile& edge, double value, double steepness) {
    mix(edge.fraction_at(distance_mm, footprint_mm_), value);
    keep_clear((std::abs(distance_mm) - edge.reach_mm(footprint_mm_)) / steepness);
  }
  /// A shell of `shell_value` round a core whose value `core_value()` is asked for only where there is core.
  template <class CoreValue>
  void cover_bone(const BoneDistances& bone, double shell_value, CoreValue&& core_value) {
    const double whole = fraction(bone.outer_mm);
    if (whole <= 0) return;
    const double core = std::min(whole, fraction(bone.inner_mm));
    const double core_sum = core > 0 ? core * core_value() : 0;
    sample_.value = (1 - whole) * sample_.value + (whole - core) * shell_value + core_sum;
  }
  void mix(double fraction_present, double value) {
    sample_.value += fraction_present * (value - sample_.value);
  }
  /// Says that nothing changes within this distance as far as one region goes.
  void keep_clear(double within_mm) {
    sample_.same_within_mm = std::min(sample_.same_within_mm, std::max(0.0, within_mm));
  }
  double footprint_mm() const { return footprint_mm_; }
  const SceneSample& sample() const { return sample_; }

 private:
  SceneSample sample_;
  double footprint_mm_;
};

}  // namespace osteosign::phantom
