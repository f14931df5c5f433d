#include "features/radiograph/bone/interruptions.h"
#include "features/profile/order_statistics.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

double distance_px(const CortexSide& side, std::size_t from, std::size_t to) {
  const auto ghost = [&](std::size_t i) -> Eigen::Vector2d {
    return side.points[i].outer_px - side.points[i].beyond_ghost_px * side.points[i].outward;
  };
  return (ghost(to) - ghost(from)).norm();
}

/// Whether the cortex next to a point, up or down the shaft, lies on the ghost edge: whole cortex, and any
/// edge of usual strength, since cortex that lies elsewhere is taken for lost.
bool breaks_off(const CortexSide& side, std::size_t from, int step, double width_px,
                const InterruptionLimits& limits) {
  constexpr std::size_t enough = 5;
  constexpr double nearest_widths = 0.4;
  std::vector<double> steps;
  const auto count = static_cast<std::ptrdiff_t>(side.points.size());
  for (auto i = static_cast<std::ptrdiff_t>(from) + step; i >= 0 && i < count && steps.size() < enough;
       i += step) {
    const CortexPoint& point = side.points[static_cast<std::size_t>(i)];
    if (distance_px(side, from, static_cast<std::size_t>(i)) > std::max(8.0, nearest_widths * width_px))
      break;
    const bool is_there =
        point.band_left >= limits.whole_band_fraction || point.edge_left >= limits.edge_fraction;
    if (point.seen && point.traced && is_there) steps.push_back(std::abs(point.beyond_ghost_px));
  }
  return steps.size() == enough && median(steps) <= std::max(1.5, limits.greatest_step_widths * width_px);
}

/// Whether most of a run lies below the limit by more than the band varies: a thin shell near it falls below
/// by chance.
bool surely_lost(const CortexSide& side, const Interruption& run, const InterruptionLimits& limits) {
  std::vector<double> left;
  for (std::size_t i = run.first; i <= run.last; ++i) left.push_back(side.points[i].band_left);
  return median(std::move(left)) < limits.band_fraction - limits.sure_spreads * side.band_spread.value();
}

}  // namespace

bool is_lost(const CortexPoint& point, double band_spread, const InterruptionLimits& limits) {
  const double lost = 1 - point.band_left;
  return point.seen && point.edge_left < limits.edge_fraction && point.band_left < limits.band_fraction &&
         lost > limits.least_spreads * band_spread && point.band_darker >= limits.darker_part * lost;
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
    return run.length_px < std::max(fewest_px, limits.shortest_widths * width_px) ||
           !surely_lost(side, run, limits) || !breaks_off(side, run.first, -1, width_px, limits) ||
           !breaks_off(side, run.last, 1, width_px, limits);
  });
  return runs;
}

}  // namespace osteosign
