#pragma once
#include "features/vertebra/body_shape.h"

namespace osteosign {

/// Where the basivertebral vein may run: it leaves the middle of the posterior wall and branches in the
/// posterior half of the body (methods A3.4).
struct VeinWindow {
  double half_width_mm = 6;
  double half_height_mm = 5;

  bool contains(const BodyShape& shape, const BodyPlace& place) const {
    return place.v > 0 && std::abs(place.u) * shape.wall_mm(place) < half_width_mm &&
           std::abs(place.h - 0.5) * shape.height_mm(place) < half_height_mm;
  }
};

}  // namespace osteosign
