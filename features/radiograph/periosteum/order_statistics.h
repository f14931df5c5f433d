#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

namespace osteosign {

/// The value below which `part` of the values lie; there must be at least one.
inline double order_statistic(std::vector<double> values, double part) {
  const auto rank = values.begin() + std::lround(part * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, rank);
  return *rank;
}

/// Standard deviation of a normal distribution with this median absolute deviation.
inline double robust_deviation(std::vector<double> values) {
  const double middle = order_statistic(values, 0.5);
  for (double& value : values) value = std::abs(value - middle);
  return 1.4826 * order_statistic(std::move(values), 0.5);
}

}  // namespace osteosign
