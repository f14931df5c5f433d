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

/// What tells vertebrae apart along a straightened spine, one value for each plane (methods A2.2).
struct ColumnSignals {
  std::vector<DiscSign> discs;  ///< bright, dark, bright along the body, inside and along its cortex
  std::vector<double> pedicle;  ///< 0 open at the sides (foramen) to 1 closed (pedicle)
  std::vector<double> sacral;   ///< share of bone at both sides of the body: the lateral mass of the sacrum
  std::vector<double> body_in_view;  ///< share of the body's cross-section within the CT
};

ColumnSignals column_signals(const StraightSpine& straight, const BodyAxis& axis, const SpineScene& scene);

}  // namespace osteosign
