#include "features/vertebra/body_extent.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double crossed_gap_mm = 4;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Median end of the walks along one axis from the points of a small square round the middle of the body.
Measured<double> median_end(const LocalBlock& block, int axis, int direction, double half_height_mm) {
  constexpr double half_width_mm = 3;
  const Eigen::Vector3d half(axis == 0 ? 0 : half_width_mm, axis == 1 ? 0 : half_width_mm, half_height_mm);
  const Eigen::Array3i lowest = block.nearest(-half);
  const Eigen::Array3i highest = block.nearest(half);
  std::vector<double> ends;
  for (int z = lowest.z(); z <= highest.z(); ++z)
    for (int y = lowest.y(); y <= highest.y(); ++y)
      for (int x = lowest.x(); x <= highest.x(); ++x) {
        const auto end = leaves_label(
            block, {.start = {x, y, z}, .axis = axis, .direction = direction, .gap_mm = crossed_gap_mm});
        if (end) ends.push_back(*end);
      }
  if (ends.empty()) return Unknown{"the label of the body does not end"};
  return median(ends);
}

}  // namespace

Measured<BodyExtent> find_body_extent(const LocalBlock& block, const BodyBack& back, double height_mm) {
  const double half = height_mm / 6;
  const Measured<double> front = median_end(block, 1, -1, half);
  const Measured<double> right = median_end(block, 0, -1, half);
  const Measured<double> left = median_end(block, 0, 1, half);
  for (const Measured<double>* end : {&front, &right, &left})
    if (!end->known()) return end->unknown();
  std::vector<double> backs;
  for (double x = -4; x <= 4; ++x)
    for (double z = -half; z <= half; z += block.step_mm) backs.push_back(back.posterior_mm(x, z));
  return BodyExtent{.front_mm = front.value(),
                    .back_mm = median(backs),
                    .right_mm = right.value(),
                    .left_mm = left.value()};
}

}  // namespace osteosign
