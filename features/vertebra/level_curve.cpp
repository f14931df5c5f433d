#include "features/vertebra/level_curve.h"

#include <algorithm>
#include <cmath>

#include "features/profile/smooth_curve.h"

namespace osteosign {

Measured<std::vector<double>> level_curve(const std::vector<std::optional<double>>& values,
                                          const LevelCurveParameters& parameters) {
  constexpr int rounds = 30;
  const auto known = std::count_if(values.begin(), values.end(), [](const auto& v) { return v.has_value(); });
  if (known < 2) return Unknown{"fewer than two levels are known"};
  std::vector<double> weights, targets;
  for (const auto& value : values) {
    weights.push_back(value ? 1 : 0);
    targets.push_back(value.value_or(0));
  }
  std::vector<double> curve, pulls = weights;
  for (int round = 0; round < rounds; ++round) {
    curve = smoothed(targets, pulls, parameters.curve_stiffness, parameters.curve_tension);
    for (std::size_t i = 0; i < curve.size(); ++i) {
      const double off = std::abs(targets[i] - curve[i]);
      pulls[i] = weights[i] * (off > parameters.curve_pull_deg ? parameters.curve_pull_deg / off : 1);
    }
  }
  return curve;
}

}  // namespace osteosign
