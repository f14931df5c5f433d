#pragma once
#include <algorithm>
#include <vector>

namespace osteosign {

/// The middle one of the values in order, the upper of the two of an even number. There must be a value.
inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace osteosign
