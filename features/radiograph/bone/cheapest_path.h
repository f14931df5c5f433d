#pragma once
#include <opencv2/core.hpp>
#include <vector>

namespace osteosign {

/// The columns between which a path may run in each row, both included.
struct PathLimits {
  std::vector<int> first, last;
};

/// The path down an image, one column a row, at most one column to the side from row to row, whose sum of
/// costs is least; each step to the side costs `step_cost` more (dynamic programming). Limits of neighbouring
/// rows must overlap or touch.
std::vector<int> cheapest_path(const cv::Mat1f& cost, const PathLimits& limits, float step_cost);

}  // namespace osteosign
