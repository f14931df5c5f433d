#pragma once
#include <limits>
#include <opencv2/core.hpp>
#include <vector>

namespace osteosign {

/// Of places that no path may pass.
constexpr float no_path = -std::numeric_limits<float>::max() / 4;

/// The best paths from the first column of an image to the last one, each column one place: at most one row
/// to the side from column to column.
struct StraightPaths {
  std::vector<double> mean;  ///< of the best path through each row of the middle column; -infinity for none
  cv::Mat1b from_left;   ///< up to the middle; 0, 1, 2: the way back to the row before, the same, the next
  cv::Mat1b from_right;  ///< from the middle on
};

/// Best: the sum of the values, less `bend_cost` for each step to the side, is greatest (dynamic
/// programming).
StraightPaths straight_paths(const cv::Mat1f& values, float bend_cost);

/// The rows of the best path through a row of the middle column.
std::vector<int> path_through(const StraightPaths& paths, int row);

}  // namespace osteosign
