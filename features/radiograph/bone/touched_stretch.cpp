#include "features/radiograph/bone/touched_stretch.h"

#include "features/radiograph/bone/lesion_pixels.h"

namespace osteosign {
namespace {

bool touches(const CortexPoint& point, const RadiographLesionOutline& lesion, double reach_px) {
  for (double depth = -reach_px; depth <= point.expected_thickness_px + reach_px; depth += 1)
    if (holds(lesion, point.outer_px - (point.beyond_ghost_px + depth) * point.outward)) return true;
  return false;
}

}  // namespace

std::optional<TouchedStretch> touched_stretch(const CortexSide& side, const RadiographLesionOutline& lesion,
                                              double reach_px) {
  std::optional<TouchedStretch> stretch;
  for (std::size_t i = 0; i < side.points.size(); ++i) {
    if (!touches(side.points[i], lesion, reach_px)) continue;
    if (!stretch) stretch = TouchedStretch{i, i};
    stretch->last = i;
  }
  return stretch;
}

}  // namespace osteosign
