#pragma once
#include <array>
#include <vector>

namespace osteosign {

/// A mixture of three normal distributions over one grey value or texture value: enough for lysis with
/// calcified islands, or for bone with fat and muscle beside it.
struct GreyMixture {
  static constexpr int parts = 3;
  std::array<double, parts> share{}, mean{}, sd{};
  double log_density(double value) const;
};

/// Fit by expectation maximisation, started at the weighted quantiles 1/6, 1/2 and 5/6, hence without random
/// numbers. `weights` has one value >= 0 for each sample; no part gets narrower than `least_sd`.
GreyMixture fit_grey_mixture(const std::vector<float>& samples, const std::vector<float>& weights,
                             double least_sd);

}  // namespace osteosign
