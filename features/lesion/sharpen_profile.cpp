#include "features/lesion/sharpen_profile.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double reach_in_sigmas = 4;
constexpr double least_value = 1e-3;

std::vector<double> gaussian(double sigma_in_steps) {
  const int reach = std::max(1, static_cast<int>(std::ceil(reach_in_sigmas * sigma_in_steps)));
  std::vector<double> weights;
  double sum = 0;
  for (int k = -reach; k <= reach; ++k) {
    weights.push_back(std::exp(-0.5 * k * k / (sigma_in_steps * sigma_in_steps)));
    sum += weights.back();
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// Values beyond the ends are those of the ends.
std::vector<double> convolved(const std::vector<double>& values, const std::vector<double>& weights) {
  const int reach = static_cast<int>(weights.size() / 2);
  const int last = static_cast<int>(values.size()) - 1;
  std::vector<double> result(values.size(), 0.0);
  for (int i = 0; i <= last; ++i)
    for (int k = -reach; k <= reach; ++k)
      result[static_cast<std::size_t>(i)] += weights[static_cast<std::size_t>(k + reach)] *
                                             values[static_cast<std::size_t>(std::clamp(i + k, 0, last))];
  return result;
}

}  // namespace

Profile sharpen_profile(const Profile& blurred, double sigma, int iterations) {
  const std::vector<double> weights = gaussian(sigma / blurred.step);
  Profile seen = blurred;
  for (double& value : seen.values) value = std::max(value, least_value);
  Profile sharp = seen;
  for (int i = 0; i < iterations; ++i) {
    std::vector<double> ratio = convolved(sharp.values, weights);
    for (std::size_t k = 0; k < ratio.size(); ++k)
      ratio[k] = seen.values[k] / std::max(ratio[k], least_value);
    const std::vector<double> correction = convolved(ratio, weights);
    for (std::size_t k = 0; k < correction.size(); ++k) sharp.values[k] *= correction[k];
  }
  return sharp;
}

}  // namespace osteosign
