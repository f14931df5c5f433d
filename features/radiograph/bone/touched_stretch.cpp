#include "features/radiograph/bone/touched_stretch.h"

#include <cmath>

namespace osteosign {
namespace {

bool holds(const RadiographLesionOutline& lesion, const Eigen::Vector2d& pixel) {
  const int c = static_cast<int>(std::lround(pixel.x())), r = static_cast<int>(std::lround(pixel.y()));
  if (c < 0 || r < 0 || c >= lesion.columns || r >= lesion.rows) return false;
  return lesion.inside[static_cast<std::size_t>(r) * lesion.columns + c] != 0;
}

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
