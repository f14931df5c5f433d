#pragma once
#include <cstddef>
#include <vector>

namespace osteosign {

/// Intensities along a line, at whole multiples of one step. Position 0 is the surface under study; positions
/// grow along the ray (outwards, when the ray is a surface normal). Positions are in millimetres, or in
/// pixels on a radiograph that has no spacing: whatever follows from a profile has the unit of its step.
struct Profile {
  double step = 0;
  int first = 0;  ///< the first value lies at `first * step`
  std::vector<double> values;

  std::size_t size() const { return values.size(); }
  double position(std::size_t sample) const { return (first + static_cast<int>(sample)) * step; }
};

/// The stretch of a ray that is sampled: from `inward` before the surface to `outward` behind it.
struct SampledRange {
  double inward = 12;
  double outward = 15;
  double step = 0.25;
};

/// The part of a profile between two positions (both included).
Profile cut(const Profile& profile, double lowest_position, double highest_position);

}  // namespace osteosign
