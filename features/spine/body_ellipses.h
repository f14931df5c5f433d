#pragma once
#include <vector>

#include "features/spine/straight_spine.h"

namespace osteosign {

/// What a spine straightened along its canal must show of the bone in front of it.
constexpr StraightExtent ellipse_extent{0, 62, 44};
constexpr int least_body_radius_mm = 8;  ///< front to back

/// The cross-section of a vertebral body at one plane along the canal, in millimetres.
struct BodyEllipse {
  int u = 0;  ///< of its middle, to the left of the canal
  int v = 0;  ///< in front of the canal
  int radius_mm = least_body_radius_mm;
  double contrast = 0;  ///< share of bone within it less the one in the ring around; 0 where none was found

  double weight() const { return contrast * contrast; }
};

/// The ellipse that stands out best at each plane, 1.2 times as wide as deep, of bone drawn together over
/// 20 mm along the canal (methods A2.2 step 2).
std::vector<BodyEllipse> body_ellipses(const StraightSpine& straight);

/// The same of a given depth, one for each plane.
std::vector<BodyEllipse> body_ellipses(const StraightSpine& straight, const std::vector<double>& radius_mm);

}  // namespace osteosign
