#include <algorithm>
#include <cmath>

#include "features/radiograph/outline_methods.h"
#include "features/radiograph/weighted_diffusion.h"

namespace osteosign {
namespace {

/// exp(-beta d^2) with the grey values of the region scaled to 0 .. 1 (1st to 99th percentile).
struct Pull {
  std::vector<float> grey;
  double beta;
  float operator()(std::size_t a, std::size_t b) const {
    const double d = static_cast<double>(grey[a]) - grey[b];
    return static_cast<float>(std::exp(-beta * d * d) + 1e-4);
  }
};

Pull scaled_pull(const FilmRegion& region, double beta) {
  Pull pull{smoothed(region.grey, region.columns, region.rows, 1.0), beta};
  std::vector<float> sorted = pull.grey;
  std::sort(sorted.begin(), sorted.end());
  const float low = sorted[sorted.size() / 100];
  const float range = std::max(1e-6F, sorted[sorted.size() * 99 / 100] - low);
  for (float& g : pull.grey) g = (g - low) / range;
  return pull;
}

}  // namespace

std::vector<float> outline_by_random_walker(const FilmRegion& region, const LesionEvidence& evidence,
                                            const OutlineMethodParameters& parameters) {
  const Pull pull = scaled_pull(region, parameters.walker_beta);
  const auto columns = static_cast<std::size_t>(region.columns);
  DiffusionProblem problem;
  problem.columns = region.columns;
  problem.rows = region.rows;
  for (auto* direction :
       {&problem.pull_right, &problem.pull_lower_right, &problem.pull_down, &problem.pull_lower_left})
    direction->assign(region.size(), 0);
  for (std::size_t i = 0; i < region.size(); ++i) {
    const bool right = i % columns + 1 < columns, left = i % columns > 0, below = i + columns < region.size();
    if (right) problem.pull_right[i] = pull(i, i + 1);
    if (below) problem.pull_down[i] = pull(i, i + columns);
    if (below && right) problem.pull_lower_right[i] = 0.5F * pull(i, i + columns + 1);
    if (below && left) problem.pull_lower_left[i] = 0.5F * pull(i, i + columns - 1);
  }
  problem.tie.assign(region.size(), static_cast<float>(parameters.walker_gamma));
  problem.target.resize(region.size());
  for (std::size_t i = 0; i < region.size(); ++i)
    problem.target[i] = 1 / (1 + std::exp(-std::clamp(evidence.log_odds[i], -20.0F, 20.0F)));
  return solve(problem);
}

}  // namespace osteosign
