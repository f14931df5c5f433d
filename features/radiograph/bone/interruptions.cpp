#include "features/radiograph/bone/interruptions.h"

#include <algorithm>

namespace osteosign {
namespace {

double distance_px(const CortexSide& side, std::size_t from, std::size_t to) {
  const auto ghost = [&](std::size_t i) -> Eigen::Vector2d {
    return side.points[i].outer_px - side.points[i].beyond_ghost_px * side.points[i].outward;
  };
  return (ghost(to) - ghost(from)).norm();
}

}  // namespace

bool is_lost(const CortexPoint& point, double band_spread, const InterruptionLimits& limits) {
  return point.seen && point.edge_left < limits.edge_fraction && point.band_left < limits.band_fraction &&
         1 - point.band_left > limits.least_spreads * band_spread;
}

std::vector<Interruption> interruptions(const CortexSide& side, const TouchedStretch& stretch,
                                        double width_px, const InterruptionLimits& limits) {
  std::vector<Interruption> runs;
  if (!side.band_spread.known()) return runs;
  for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
    if (!is_lost(side.points[i], side.band_spread.value(), limits)) continue;
    const bool goes_on = !runs.empty() && distance_px(side, runs.back().last, i) <=
                                              std::max(1.5, limits.merged_widths * width_px);
    if (goes_on)
      runs.back().last = i;
    else
      runs.push_back({i, i, 0});
  }
  for (Interruption& run : runs) run.length_px = distance_px(side, run.first, run.last) + 1;
  constexpr double fewest_px = 3;
  std::erase_if(runs, [&](const Interruption& run) {
    return run.length_px < std::max(fewest_px, limits.shortest_widths * width_px);
  });
  return runs;
}

}  // namespace osteosign
