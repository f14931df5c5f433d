#pragma once
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace osteosign {

/// The value below which `part` of the values lie; there must be at least one.
inline double order_statistic(std::vector<double> values, double part) {
  const auto rank = values.begin() + std::lround(part * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, rank);
  return *rank;
}

/// The middle one of the values in order, the upper of the two of an even number. There must be a value.
inline double median(std::vector<double> values) { return order_statistic(std::move(values), 0.5); }

/// The middle one of the values in order, the mean of the two of an even number. There must be a value.
inline double averaged_median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return values.size() % 2 == 1 ? *middle : (*std::max_element(values.begin(), middle) + *middle) / 2;
}

/// Standard deviation of a normal distribution with this median absolute deviation.
inline double robust_deviation(std::vector<double> values) {
  const double middle = median(values);
  for (double& value : values) value = std::abs(value - middle);
  return 1.4826 * median(std::move(values));
}

}  // namespace osteosign
