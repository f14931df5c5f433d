#include "features/vertebra/body_extent.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double crossed_gap_mm = 4;

/// Median end of the walks along one axis from the points of a small window round a height.
std::optional<double> median_end(const LocalBlock& block, int axis, int direction, double height_mm,
                                 double half_height_mm) {
  constexpr double half_width_mm = 4;
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

constexpr double off_middle = 0.3;  ///< of the height, where a wall is looked at above and below its waist

/// How far the rim lies outside of the wall at `off_middle`, for a wall that curves out from its waist like a
/// parabola.
double way_to_rim_mm(double waist_mm, double off_waist_mm) {
  constexpr double half_height = 0.5;
  constexpr double ratio = half_height * half_height / (off_middle * off_middle);
  constexpr double most_mm = 1;  // chosen on the development phantoms: more carries noise of the label on
  return std::clamp((ratio - 1) * (off_waist_mm - waist_mm), 0.0, most_mm);
}

/// One side of the body between its endplates. The mean of the upper and the lower end stands for both: an
/// osteophyte or a leaning wall moves one of them only.
struct Side {
  double end_mm = 0;
  double way_to_rim_mm = 0;
};

Measured<Side> find_side(const LocalBlock& block, int axis, int direction, double height_mm) {
  constexpr double half_window = 0.1;
  const auto outwards_at = [&](double off) -> std::optional<double> {
    const auto end = median_end(block, axis, direction, off * height_mm, half_window * height_mm);
    return end ? std::optional(direction * *end) : std::nullopt;
  };
  const auto lower = outwards_at(-off_middle);
  const auto waist = outwards_at(0);
  const auto upper = outwards_at(off_middle);
  if (lower && waist && upper) {
    const double off_waist = (*lower + *upper) / 2;
    return Side{direction * std::max(off_waist, *waist), way_to_rim_mm(*waist, off_waist)};
  }
  std::optional<double> outermost;
  for (const auto& end : {lower, waist, upper})
    if (end && (!outermost || *end > *outermost)) outermost = end;
  if (!outermost) return Unknown{"the border of the volume cuts the body"};
  return Side{direction * *outermost, 0};
}

/// Median place of the posterior wall between two heights above and below the middle of the body.
double median_back(const LocalBlock& block, const BodyBack& back, double from_mm, double to_mm) {
  std::vector<double> backs;
  for (double x = -4; x <= 4; ++x)
    for (double z = from_mm; z <= to_mm; z += block.step_mm)
      for (const double side : {-1, 1}) backs.push_back(back.posterior_mm(x, side * z));
  return median(backs);
}

}  // namespace

Measured<BodyExtent> find_body_extent(const LocalBlock& block, const BodyBack& back, double height_mm) {
  const Measured<Side> front = find_side(block, 1, -1, height_mm);
  const Measured<Side> right = find_side(block, 0, -1, height_mm);
  const Measured<Side> left = find_side(block, 0, 1, height_mm);
  for (const Measured<Side>* side : {&front, &right, &left})
    if (!side->known()) return side->unknown();
  const double waist = median_back(block, back, 0, 0.1 * height_mm);
  const double off_waist = median_back(block, back, 0.25 * height_mm, 0.35 * height_mm);
  // The sides are alike, so the way to their rims is measured on both and does not move the middle.
  const double to_side_rim = (right.value().way_to_rim_mm + left.value().way_to_rim_mm) / 2;
  return BodyExtent{.front_mm = front.value().end_mm - front.value().way_to_rim_mm,
                    .back_mm = off_waist + way_to_rim_mm(waist, off_waist),
                    .right_mm = right.value().end_mm - to_side_rim,
                    .left_mm = left.value().end_mm + to_side_rim};
}

}  // namespace osteosign
