#include "features/profile/pool_profiles.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace osteosign {
namespace {

double trimmed_mean(std::vector<double>& values, double trimmed_fraction) {
  const auto trimmed = static_cast<std::ptrdiff_t>(trimmed_fraction * static_cast<double>(values.size()));
  std::sort(values.begin(), values.end());
  const auto first = values.begin() + trimmed;
  const auto last = values.end() - trimmed;
  return std::accumulate(first, last, 0.0) / static_cast<double>(last - first);
}

}  // namespace

Measured<Profile> pool(const std::vector<Profile>& rays, double trimmed_fraction) {
  if (rays.empty()) return Unknown{"no ray to pool"};
  int lowest = std::numeric_limits<int>::max();
  int highest = std::numeric_limits<int>::min();
  for (const Profile& ray : rays) {
    if (std::abs(ray.step - rays.front().step) > 1e-12)
      throw InternalError("profiles of different steps cannot be pooled");
    lowest = std::min(lowest, ray.first);
    highest = std::max(highest, ray.first + static_cast<int>(ray.size()) - 1);
  }
  Profile pooled{.step = rays.front().step, .first = lowest, .values = {}};
  std::vector<double> values;
  for (int index = lowest; index <= highest; ++index) {
    values.clear();
    for (const Profile& ray : rays)
      if (index >= ray.first && index < ray.first + static_cast<int>(ray.size()))
        values.push_back(ray.values[static_cast<std::size_t>(index - ray.first)]);
    if (2 * values.size() > rays.size()) {
      if (pooled.values.empty()) pooled.first = index;
      pooled.values.push_back(trimmed_mean(values, trimmed_fraction));
    } else if (!pooled.values.empty()) {
      break;
    }
  }
  if (pooled.values.empty()) return Unknown{"no position is reached by more than half of the rays"};
  return pooled;
}

}  // namespace osteosign
