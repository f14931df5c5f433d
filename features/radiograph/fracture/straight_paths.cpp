#include "features/radiograph/fracture/straight_paths.h"

#include <cmath>

namespace osteosign {
namespace {

/// Sums of the best paths from one border to each place up to the middle; `from` keeps the way.
cv::Mat1f sums(const cv::Mat1f& values, int first, int step, float bend_cost, cv::Mat1b& from) {
  const int beyond = values.cols / 2 + step;
  cv::Mat1f sum(values.size(), no_path);
  from = cv::Mat1b(values.size(), static_cast<std::uint8_t>(1));
  values.col(first).copyTo(sum.col(first));
  for (int c = first + step; c != beyond; c += step)
    for (int r = 0; r < values.rows; ++r) {
      if (values(r, c) <= no_path) continue;
      float best = no_path;
      for (int side = -1; side <= 1; ++side) {
        if (r + side < 0 || r + side >= values.rows) continue;
        const float way = sum(r + side, c - step) - (side == 0 ? 0 : bend_cost);
        if (way <= best) continue;
        best = way;
        from(r, c) = static_cast<std::uint8_t>(side + 1);
      }
      if (best > no_path) sum(r, c) = best + values(r, c);
    }
  return sum;
}

}  // namespace

StraightPaths straight_paths(const cv::Mat1f& values, float bend_cost) {
  StraightPaths paths;
  const cv::Mat1f left = sums(values, 0, 1, bend_cost, paths.from_left);
  const cv::Mat1f right = sums(values, values.cols - 1, -1, bend_cost, paths.from_right);
  const int middle = values.cols / 2;
  for (int r = 0; r < values.rows; ++r) {
    const bool whole = left(r, middle) > no_path / 2 && right(r, middle) > no_path / 2;
    paths.mean.push_back(whole ? (left(r, middle) + right(r, middle) - values(r, middle)) /
                                     static_cast<float>(values.cols)
                               : -INFINITY);
  }
  return paths;
}

std::vector<int> path_through(const StraightPaths& paths, int row) {
  const int columns = paths.from_left.cols, middle = columns / 2;
  std::vector<int> rows(static_cast<std::size_t>(columns), row);
  for (int c = middle, r = row; c > 0; --c) {
    r += static_cast<int>(paths.from_left(r, c)) - 1;
    rows[static_cast<std::size_t>(c - 1)] = r;
  }
  for (int c = middle, r = row; c + 1 < columns; ++c) {
    r += static_cast<int>(paths.from_right(r, c)) - 1;
    rows[static_cast<std::size_t>(c + 1)] = r;
  }
  return rows;
}

}  // namespace osteosign
