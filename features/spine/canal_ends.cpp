#include "features/spine/canal_ends.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace osteosign {
namespace {

double mean(std::span<const double> values) {
  return values.empty() ? 0 : std::reduce(values.begin(), values.end()) / static_cast<double>(values.size());
}

/// How many of the points, which start where the wall is seen best, belong to the canal.
std::size_t points_in_canal(std::span<const double> shares, std::size_t lost_points, double lost_share) {
  constexpr double wall_comes_back = 0.5;
  for (std::size_t i = 1; i + lost_points <= shares.size(); ++i)
    if (mean(shares.subspan(i, lost_points)) < lost_share &&
        mean(shares.subspan(i + lost_points)) < wall_comes_back * mean(shares.first(i)))
      return i;
  return shares.size();
}

}  // namespace

CanalStretch stretch_in_canal(const std::vector<double>& seen_shares, double step_mm,
                              const CanalEndParameters& parameters) {
  if (seen_shares.empty()) return {};
  const auto lost_points = static_cast<std::size_t>(std::max(1.0, parameters.lost_mm / step_mm));
  const auto best = static_cast<std::size_t>(std::ranges::max_element(seen_shares) - seen_shares.begin());
  const std::vector<double> downwards(seen_shares.begin() + static_cast<std::ptrdiff_t>(best),
                                      seen_shares.end());
  std::vector<double> upwards(seen_shares.begin(),
                              seen_shares.begin() + static_cast<std::ptrdiff_t>(best + 1));
  std::ranges::reverse(upwards);
  return {best + 1 - points_in_canal(upwards, lost_points, parameters.lost_share),
          best + points_in_canal(downwards, lost_points, parameters.lost_share)};
}

}  // namespace osteosign
