#include "features/radiograph/fracture/border_step.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double gap_widths = 0.05;    // beside the place, where the ends of the cortex are rounded
constexpr double reach_widths = 0.35;  // of edge that is looked at on either side

/// The edge outward of its row's middle, carried on from rows `first` to `last` to the row `at`.
std::optional<double> carried_on(const CortexSide& side, const CortexPoint& frame, int first, int last,
                                 int at) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (int r = std::max(0, first); r <= std::min(static_cast<int>(side.points.size()) - 1, last); ++r) {
    const CortexPoint& point = side.points[static_cast<std::size_t>(r)];
    if (!point.traced || !point.seen) continue;
    const double along = r - at, out = (point.outer_px - frame.outer_px).dot(frame.outward);
    n += 1;
    x += along;
    y += out;
    xx += along * along;
    xy += along * out;
  }
  constexpr double least_part = 0.6;
  if (n < 4 || n < least_part * (last - first + 1)) return std::nullopt;
  const double spread = n * xx - x * x;
  return (y - (n * xy - x * y) / spread * x) / n;
}

std::optional<double> step_at(const CortexSide& side, double width_px, int row) {
  if (row < 0 || row >= static_cast<int>(side.points.size())) return std::nullopt;
  const CortexPoint& frame = side.points[static_cast<std::size_t>(row)];
  const int gap = std::max(2, static_cast<int>(gap_widths * width_px));
  const int reach = std::max(gap + 4, static_cast<int>(reach_widths * width_px));
  const auto above = carried_on(side, frame, row - reach, row - gap, row);
  const auto below = carried_on(side, frame, row + gap, row + reach, row);
  if (!above || !below) return std::nullopt;
  return *above - *below;
}

/// Aside: one border jumps outward where the other one jumps inward.
std::optional<double> step_of_both(const TracedBone& bone, int left_row, int right_row) {
  const auto left = step_at(bone.left, bone.width_px, left_row);
  const auto right = step_at(bone.right, bone.width_px, right_row);
  if (!left || !right) return std::nullopt;
  return std::abs(*right - *left) / 2;
}

}  // namespace

Measured<BorderStep> border_step(const TracedBone& bone, int left_row, int right_row,
                                 const std::vector<int>& elsewhere) {
  const auto step = step_of_both(bone, left_row, right_row);
  if (!step) return Unknown{"the borders of the bone are not traced on both sides of the line"};
  const int middle = (left_row + right_row) / 2;
  std::vector<double> others;
  for (const int row : elsewhere)
    if (const auto other = step_of_both(bone, row + left_row - middle, row + right_row - middle))
      others.push_back(*other);
  constexpr std::size_t fewest = 10;
  if (others.size() < fewest) return Unknown{"too little of the same bone is traced away from the line"};
  constexpr double sd_of_median = 1.4826;
  return BorderStep{*step, sd_of_median * median(std::move(others))};
}

}  // namespace osteosign
