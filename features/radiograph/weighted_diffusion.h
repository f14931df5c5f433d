#pragma once
#include <cstdint>
#include <vector>

namespace osteosign {

/// A steady state on a pixel grid: neighbours pull each other together with `pull`, and each pixel is tied to
/// `target` with `tie`. Serves both the expected background of a lesion (no tie inside the box) and the
/// random walker with priors (Grady, CVPR 2005: a tie everywhere).
struct DiffusionProblem {
  int columns = 0;
  int rows = 0;
  /// Pull to the right, lower right, lower and lower left neighbour; each columns * rows values, column index
  /// fastest, those that leave the grid ignored.
  std::vector<float> pull_right, pull_lower_right, pull_down, pull_lower_left;
  std::vector<float> tie;
  std::vector<float> target;
};

/// The values x that minimise sum pull (x_i - x_j)^2 + sum tie (x_i - target_i)^2, by a direct sparse solver,
/// hence the same for any number of threads. At least one tie must be positive.
std::vector<float> solve(const DiffusionProblem& problem);

}  // namespace osteosign
