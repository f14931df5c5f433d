#pragma once
#include <vector>

namespace osteosign {

struct WeightedValue {
  double value;
  double weight;
};

/// Value at which a share of the weight is reached, between values by linear interpolation of the weights.
double weighted_quantile(std::vector<WeightedValue> values, double share);
double weighted_median(std::vector<WeightedValue> values);

/// 1.4826 times the weighted median distance from `centre`: the standard deviation of normal values. With few
/// values it comes out too small; `sqrt(n / (n - 1))` makes up for part of that.
double weighted_spread(const std::vector<WeightedValue>& values, double centre);

/// Distance of the lower quartile from the `median` in standard deviations of a normal distribution, with the
/// same factor for few values: the spread of what lies below, whatever lies above. Two values or more.
double lower_spread(const std::vector<WeightedValue>& values, double median);

}  // namespace osteosign
