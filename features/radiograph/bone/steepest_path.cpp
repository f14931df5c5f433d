#include "features/radiograph/bone/steepest_path.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/radiograph/bone/cheapest_path.h"

namespace osteosign {
namespace {

PathLimits limits_of(const PathBand& band, int columns) {
  PathLimits limits;
  for (const double middle : band.middle) {
    const int first = std::clamp(static_cast<int>(std::lround(middle - band.outward)), 1, columns - 3);
    limits.first.push_back(first);
    limits.last.push_back(
        std::clamp(static_cast<int>(std::lround(middle + band.inward)), first + 1, columns - 2));
  }
  return limits;
}

/// The usual strength of the strongest slope between the limits.
double usual_slope(const cv::Mat1f& slope, const std::vector<std::uint8_t>& undamaged,
                   const PathLimits& limits) {
  std::vector<double> strongest;
  for (std::size_t r = 0; r < undamaged.size(); ++r) {
    if (undamaged[r] == 0) continue;
    float best = 0;
    for (int c = limits.first[r]; c <= limits.last[r]; ++c)
      best = std::max(best, slope(static_cast<int>(r), c));
    strongest.push_back(best);
  }
  return strongest.empty() ? 0 : median(std::move(strongest));
}

double shift_of_peak(const cv::Mat1f& slope, int row, int column) {
  const double before = slope(row, column - 1), here = slope(row, column), after = slope(row, column + 1);
  if (here <= before || here <= after) return 0;
  return 0.5 * (before - after) / (before - 2 * here + after);
}

}  // namespace

std::vector<double> steepest_path(const cv::Mat1f& slope, const std::vector<std::uint8_t>& undamaged,
                                  const PathBand& band, double step_cost) {
  const PathLimits within = limits_of(band, slope.cols);
  const auto usual = static_cast<float>(std::max(1e-9, usual_slope(slope, undamaged, within)));
  cv::Mat1f cost(slope.size(), 0);
  for (int r = 0; r < cost.rows; ++r)
    for (int c = within.first[r]; c <= within.last[r]; ++c) {
      const double from_middle = c - band.middle[static_cast<std::size_t>(r)];
      const double part = from_middle / std::max(1.0, from_middle < 0 ? band.outward : band.inward);
      constexpr double farthest_cost = 0.3;
      cost(r, c) =
          static_cast<float>(farthest_cost * part * part) - std::clamp(slope(r, c) / usual, 0.0F, 1.2F);
    }
  const std::vector<int> path = cheapest_path(cost, within, static_cast<float>(step_cost));
  std::vector<double> edge(path.size());
  for (std::size_t r = 0; r < path.size(); ++r)
    edge[r] = path[r] + shift_of_peak(slope, static_cast<int>(r), path[r]);
  return edge;
}

}  // namespace osteosign
