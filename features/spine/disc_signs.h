#pragma once
#include <vector>

#include "features/spine/body_axis.h"
#include "features/spine/straight_spine.h"

namespace osteosign {

/// A disc at one plane of a straightened spine, in the tilt in which it shows best. The disc's plane is
/// s + slope_forward * v + slope_left * u.
struct DiscSign {
  double strength = 0;  ///< 0 nothing, about 1 a disc between sound endplates
  double slope_forward = 0;
  double slope_left = 0;
};

/// For each plane of a straightened spine how much it looks like the middle of a disc (methods A2.2 step 3):
/// bright, dark, bright in the columns of the body and along its cortex, and a gap in its bone.
std::vector<DiscSign> disc_signs(const StraightSpine& straight, const BodyAxis& axis);

}  // namespace osteosign
