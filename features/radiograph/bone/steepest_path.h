#pragma once
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace osteosign {

/// Where a path down the rows of a straightened film may run: `outward` columns before and `inward` columns
/// beyond the middle of each row.
struct PathBand {
  const std::vector<double>& middle;
  double outward;
  double inward;
};

/// The steepest smooth path within a band, one column for each row, to parts of a column. `slope` grows where
/// the film rises; its usual strength is that of the rows marked in `undamaged`. A step sideways costs
/// `step_cost`, far from the middle a little more.
std::vector<double> steepest_path(const cv::Mat1f& slope, const std::vector<std::uint8_t>& undamaged,
                                  const PathBand& band, double step_cost);

}  // namespace osteosign
