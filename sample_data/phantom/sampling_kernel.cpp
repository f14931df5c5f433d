#include "sample_data/phantom/sampling_kernel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sample_data/phantom/edge_profile.h"

namespace osteosign::phantom {

namespace {
constexpr double reach_in_sigmas = 4.5;

double profile_at(double distance_mm, double box_mm, double sigma_mm) {
  const double half_mm = box_mm / 2;
  if (box_mm <= 0) return std::exp(-0.5 * distance_mm * distance_mm / (sigma_mm * sigma_mm));
  return normal_cdf((distance_mm + half_mm) / sigma_mm) - normal_cdf((distance_mm - half_mm) / sigma_mm);
}
}  // namespace

SamplingKernel sampling_kernel(double spacing_mm, int steps_per_voxel, double box_mm, double sigma_mm) {
  const double step_mm = spacing_mm / steps_per_voxel;
  const double sure_sigma_mm =
      std::max(sigma_mm, 0.25 * step_mm);  // below this a sample would be all or nothing
  const int reach = static_cast<int>(std::ceil((box_mm / 2 + reach_in_sigmas * sure_sigma_mm) / step_mm));
  // An even number of steps puts the voxel between two fine samples.
  const bool between = steps_per_voxel % 2 == 0;
  const double first_steps = between ? -reach + 0.5 : -reach;
  const int count = between ? 2 * reach : 2 * reach + 1;
  SamplingKernel kernel{steps_per_voxel, first_steps / steps_per_voxel, {}};
  std::vector<double> weights(static_cast<std::size_t>(count));
  for (int t = 0; t < count; ++t)
    weights[static_cast<std::size_t>(t)] = profile_at((first_steps + t) * step_mm, box_mm, sure_sigma_mm);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (const double weight : weights) kernel.weights.push_back(static_cast<float>(weight / sum));
  return kernel;
}

}  // namespace osteosign::phantom
