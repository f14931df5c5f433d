#include "features/vertebra/robust_figures.h"

#include <algorithm>
#include <cmath>

namespace osteosign {

double weighted_quantile(std::vector<WeightedValue> values, double share) {
  std::sort(values.begin(), values.end(),
            [](const WeightedValue& a, const WeightedValue& b) { return a.value < b.value; });
  double whole = 0;
  for (const WeightedValue& v : values) whole += v.weight;
  double before = -0.5 * values.front().weight;  // weight reached at the value before, its own counted half
  double reached = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double here = reached + 0.5 * values[i].weight;
    if (here >= share * whole) {
      if (i == 0) return values[i].value;
      const double part = (share * whole - before) / (here - before);
      return values[i - 1].value + part * (values[i].value - values[i - 1].value);
    }
    before = here;
    reached += values[i].weight;
  }
  return values.back().value;
}

double weighted_median(std::vector<WeightedValue> values) {
  return weighted_quantile(std::move(values), 0.5);
}

double weighted_spread(const std::vector<WeightedValue>& values, double centre) {
  constexpr double sd_per_mad = 1.4826;
  std::vector<WeightedValue> away;
  away.reserve(values.size());
  for (const WeightedValue& v : values) away.push_back({std::abs(v.value - centre), v.weight});
  const auto count = static_cast<double>(values.size());
  const double few = count > 1 ? std::sqrt(count / (count - 1)) : 1;
  return sd_per_mad * few * weighted_median(std::move(away));
}

double lower_spread(const std::vector<WeightedValue>& values, double median) {
  constexpr double sd_per_lower_quartile = 1 / 0.6745;
  const auto count = static_cast<double>(values.size());
  return sd_per_lower_quartile * std::sqrt(count / (count - 1)) * (median - weighted_quantile(values, 0.25));
}

}  // namespace osteosign
