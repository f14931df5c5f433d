#pragma once
#include <cmath>

#include "features/vertebra/body_shape.h"
#include "io/values/described.h"

namespace osteosign {

/// Where the basivertebral vein may run: it leaves the middle of the posterior wall and branches in the
/// posterior half of the body (methods A3.4).
struct VeinWindow {
  double vein_half_width_mm = 6;
  double vein_half_height_mm = 5;

  bool contains(const BodyShape& shape, const BodyPlace& place) const {
    return place.v > 0 && std::abs(place.u) * shape.wall_mm(place) < vein_half_width_mm &&
           std::abs(place.h - 0.5) * shape.height_mm(place) < vein_half_height_mm;
  }
};

template <class Visitor>
void describe(VeinWindow& p, Visitor&& visit) {
  visit(ParameterDescription{"vein_half_width_mm", "The vein's window reaches this far from the midline",
                             "methods A3.4", 0, 20},
        p.vein_half_width_mm);
  visit(ParameterDescription{"vein_half_height_mm", "and this far from half of the height", "methods A3.4", 0,
                             20},
        p.vein_half_height_mm);
}

}  // namespace osteosign
