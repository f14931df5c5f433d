#include "features/radiograph/expected_background.h"

#include <algorithm>
#include <cmath>

#include "features/radiograph/weighted_diffusion.h"

namespace osteosign {
namespace {

struct BoneDirection {
  Eigen::Vector2d along{1, 0};
  double coherence = 0;
};

/// The corners of a box lie outside of any lesion that is 10 % or more smaller on each side.
bool known_outside(const FilmRegion& region, const PixelBox& box, int c, int r) {
  constexpr double farthest_border = 0.87;
  const double x = (region.film_column(c) - box.centre_column()) / (0.5 * box.columns());
  const double y = (region.film_row(r) - box.centre_row()) / (0.5 * box.rows());
  return std::hypot(x, y) > farthest_border &&
         region.usable[static_cast<std::size_t>(r) * region.columns + c] != 0;
}

BoneDirection bone_direction(const FilmRegion& region, const std::vector<float>& grey, const PixelBox& box) {
  Eigen::Matrix2d tensor = Eigen::Matrix2d::Zero();
  for (int r = 1; r + 1 < region.rows; ++r)
    for (int c = 1; c + 1 < region.columns; ++c) {
      if (!known_outside(region, box, c, r)) continue;
      const std::size_t i = static_cast<std::size_t>(r) * region.columns + c;
      const Eigen::Vector2d slope(grey[i + 1] - grey[i - 1],
                                  grey[i + static_cast<std::size_t>(region.columns)] -
                                      grey[i - static_cast<std::size_t>(region.columns)]);
      tensor += slope * slope.transpose();
    }
  if (tensor.trace() <= 0) return {};
  const double difference = std::hypot(tensor(0, 0) - tensor(1, 1), 2 * tensor(0, 1));
  const double angle_across = 0.5 * std::atan2(2 * tensor(0, 1), tensor(0, 0) - tensor(1, 1));
  return {{-std::sin(angle_across), std::cos(angle_across)}, difference / tensor.trace()};
}

float pull_towards(const Eigen::Vector2d& neighbour, const BoneDirection& bone, double pull_across) {
  const double across = 1 - bone.coherence * (1 - pull_across);
  const double cosine = neighbour.normalized().dot(bone.along);
  const double pull = cosine * cosine + across * (1 - cosine * cosine);
  return static_cast<float>(pull / neighbour.squaredNorm());
}

}  // namespace

std::vector<float> expected_background(const FilmRegion& region, const PixelBox& box,
                                       const ExpectedBackgroundParameters& parameters) {
  const double longer_side = std::max(box.columns(), box.rows()) / region.step;
  const std::vector<float> grey = smoothed(region.grey, region.columns, region.rows,
                                           std::max(0.7, parameters.smoothing_fraction * longer_side));
  const BoneDirection bone = bone_direction(region, grey, box);
  DiffusionProblem problem;
  problem.columns = region.columns;
  problem.rows = region.rows;
  const auto everywhere = [&](const Eigen::Vector2d& neighbour) {
    return std::vector<float>(region.size(), pull_towards(neighbour, bone, parameters.pull_across));
  };
  problem.pull_right = everywhere({1, 0});
  problem.pull_lower_right = everywhere({1, 1});
  problem.pull_down = everywhere({0, 1});
  problem.pull_lower_left = everywhere({-1, 1});
  constexpr float held_fixed = 1000;
  constexpr float barely = 1e-6F;  // keeps the system solvable when nothing outside is usable
  problem.target = grey;
  problem.tie.assign(region.size(), barely);
  for (int r = 0; r < region.rows; ++r)
    for (int c = 0; c < region.columns; ++c)
      if (known_outside(region, box, c, r))
        problem.tie[static_cast<std::size_t>(r) * region.columns + c] = held_fixed;
  return solve(problem);
}

}  // namespace osteosign
