#include "features/vertebra/plate_edge.h"

#include <algorithm>

namespace osteosign {
namespace {

/// The outermost local maximum that rises at least half as far above `floor_hu` as the brightest value.
std::size_t outermost_peak(const std::vector<double>& values, std::size_t last, double floor_hu) {
  const double brightest =
      *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(last));
  const double least = floor_hu + (brightest - floor_hu) / 2;
  for (std::size_t i = last; i-- > 0;) {
    const bool above_inner = i == 0 || values[i] >= values[i - 1];
    if (above_inner && values[i] > values[i + 1] && values[i] >= least) return i;
  }
  return 0;
}

}  // namespace

std::optional<double> outermost_edge(const Profile& profile, double least_step_hu) {
  const std::vector<double>& values = profile.values;
  if (values.size() < 4) return {};
  const auto brightest = std::max_element(values.begin(), values.end());
  const auto lowest = std::min_element(brightest, values.end());
  const auto last = static_cast<std::size_t>(lowest - values.begin());
  if (*brightest - *lowest < least_step_hu || last == 0) return {};
  const std::size_t peak = outermost_peak(values, last, *lowest);
  if (values[peak] - *lowest < least_step_hu) return {};
  const double half = (values[peak] + *lowest) / 2;
  std::size_t outside = last;
  while (outside > peak + 1 && values[outside - 1] < half) --outside;
  const double a = values[outside - 1];
  const double b = values[outside];
  return profile.position(outside - 1) + profile.step * (a - half) / (a - b);
}

}  // namespace osteosign
