#include "features/radiograph/bone/cheapest_path.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace osteosign {

std::vector<int> cheapest_path(const cv::Mat1f& cost, const PathLimits& limits, float step_cost) {
  constexpr float never = std::numeric_limits<float>::max() / 4;
  cv::Mat1f sum(cost.size(), never);
  cv::Mat1b from(cost.size(), 1);  // 0, 1, 2: the column before, the same, the next
  for (int r = 0; r < cost.rows; ++r)
    for (int c = limits.first[r]; c <= limits.last[r]; ++c) {
      if (r == 0) {
        sum(r, c) = cost(r, c);
        continue;
      }
      float least = never;
      for (int side = -1; side <= 1; ++side) {
        if (c + side < 0 || c + side >= cost.cols) continue;
        const float way = sum(r - 1, c + side) + (side == 0 ? 0 : step_cost);
        if (way >= least) continue;
        least = way;
        from(r, c) = static_cast<unsigned char>(side + 1);
      }
      sum(r, c) = std::min(never, least + cost(r, c));
    }
  std::vector<int> path(static_cast<std::size_t>(cost.rows));
  int best = limits.first.back();
  for (int c = limits.first.back(); c <= limits.last.back(); ++c)
    if (sum(cost.rows - 1, c) < sum(cost.rows - 1, best)) best = c;
  for (int r = cost.rows - 1; r >= 0; --r) {
    path[static_cast<std::size_t>(r)] = best;
    best += static_cast<int>(from(r, best)) - 1;
  }
  return path;
}

}  // namespace osteosign
