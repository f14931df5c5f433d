#include "features/vertebra/body_extent.h"

#include <algorithm>
#include <cmath>

#include "features/vertebra/median.h"

namespace osteosign {
namespace {

constexpr double crossed_gap_mm = 4;

/// Median end of the walks along one axis from the points of a small window round a height.
std::optional<double> median_end(const LocalBlock& block, int axis, int direction, double height_mm,
                                 double half_height_mm) {
  constexpr double half_width_mm = 3;
  const Eigen::Vector3d middle(0, 0, height_mm);
  const Eigen::Vector3d half(axis == 0 ? 0 : half_width_mm, axis == 1 ? 0 : half_width_mm, half_height_mm);
  const Eigen::Array3i lowest = block.nearest(middle - half);
  const Eigen::Array3i highest = block.nearest(middle + half);
  std::vector<double> ends;
  for (int z = lowest.z(); z <= highest.z(); ++z)
    for (int y = lowest.y(); y <= highest.y(); ++y)
      for (int x = lowest.x(); x <= highest.x(); ++x) {
        const auto end = leaves_label(
            block, {.start = {x, y, z}, .axis = axis, .direction = direction, .gap_mm = crossed_gap_mm});
        if (end) ends.push_back(*end);
      }
  if (ends.empty()) return {};
  return median(ends);
}

/// The outermost of the ends at three heights, all away from the rims of the endplates and their osteophytes.
Measured<double> outermost_end(const LocalBlock& block, int axis, int direction, double height_mm) {
  constexpr double off_middle = 0.3;
  constexpr double half_window = 0.06;
  std::optional<double> outermost;
  for (const double off : {-off_middle, 0.0, off_middle}) {
    const auto end = median_end(block, axis, direction, off * height_mm, half_window * height_mm);
    if (end && (!outermost || direction * (*end - *outermost) > 0)) outermost = end;
  }
  if (!outermost) return Unknown{"the border of the volume cuts the body"};
  return *outermost;
}

}  // namespace

Measured<BodyExtent> find_body_extent(const LocalBlock& block, const BodyBack& back, double height_mm) {
  const Measured<double> front = outermost_end(block, 1, -1, height_mm);
  const Measured<double> right = outermost_end(block, 0, -1, height_mm);
  const Measured<double> left = outermost_end(block, 0, 1, height_mm);
  for (const Measured<double>* end : {&front, &right, &left})
    if (!end->known()) return end->unknown();
  std::vector<double> backs;
  for (double x = -4; x <= 4; ++x)
    for (double z = -0.3 * height_mm; z <= 0.3 * height_mm; z += block.step_mm)
      backs.push_back(back.posterior_mm(x, z));
  return BodyExtent{.front_mm = front.value(),
                    .back_mm = median(backs),
                    .right_mm = right.value(),
                    .left_mm = left.value()};
}

}  // namespace osteosign
