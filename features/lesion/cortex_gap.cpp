#include "features/lesion/cortex_gap.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace osteosign {
namespace {

constexpr int parts = 4;
constexpr double part_mm = gap_end_mm;
constexpr double step_mm = 0.5;
constexpr double side_mm = 1.5;
constexpr double turn_deg = 15;
constexpr double soft_hu = 50;  // blood and marrow in a gap

/// A line through a place of the unrolled cortex, in mm round and along the bone.
struct Line {
  Eigen::Vector2d middle;
  Eigen::Vector2d along;
  Eigen::Vector2d across() const { return {-along.y(), along.x()}; }
};

/// Mean over a stretch of the line, this far across it.
std::optional<double> mean_hu(const UnrolledCortex& cortex, const Line& line, double from_mm,
                              double across_mm) {
  double sum = 0;
  int count = 0;
  for (double s = from_mm + step_mm / 2; s < from_mm + part_mm; s += step_mm) {
    const Eigen::Vector2d place = line.middle + s * line.along + across_mm * line.across();
    const auto hu = cortex.between(place.x() / cortex.column_mm, place.y() / cortex.row_mm);
    if (!hu) return std::nullopt;
    sum += *hu;
    ++count;
  }
  return sum / count;
}

/// Mean of the cortex beside the line, from `half_mm` on to one side.
std::optional<double> side_hu(const UnrolledCortex& cortex, const Line& line, double from_mm, double half_mm,
                              double sign) {
  double sum = 0;
  int count = 0;
  for (double u = half_mm; u <= half_mm + side_mm; u += step_mm) {
    const auto hu = mean_hu(cortex, line, from_mm, sign * u);
    if (!hu) return std::nullopt;
    sum += *hu;
    ++count;
  }
  return sum / count;
}

/// What is missing across one part of the line within this distance of it, against the cortex beyond.
std::optional<double> missing_mm(const UnrolledCortex& cortex, const Line& line, double from_mm,
                                 double half_mm, const GapSearch& search) {
  const auto low = side_hu(cortex, line, from_mm, half_mm, -1);
  const auto high = side_hu(cortex, line, from_mm, half_mm, 1);
  const double least = search.parameters.fracture_line_side_ratio * search.usual_hu;
  if (!low || !high || *low < least || *high < least) return std::nullopt;
  double missing = 0;
  for (double u = -half_mm + step_mm / 2; u < half_mm; u += step_mm) {
    const auto hu = mean_hu(cortex, line, from_mm, u);
    if (!hu) return std::nullopt;
    const double whole = *low + (*high - *low) * (u + half_mm) / (2 * half_mm);
    missing += step_mm * (whole - *hu) / (whole - soft_hu);
  }
  return missing;
}

/// The gap of one part of the line. A cortex that grows thinner and thicker again has lost as much, but not
/// within the width that a gap of this size and the blur have: there it has lost little.
std::optional<double> gap_of_part(const UnrolledCortex& cortex, const Line& line, double from_mm,
                                  const GapSearch& search) {
  constexpr double least_part_within = 0.5, blurs = 1.5;
  const FractureLineParameters& limits = search.parameters;
  const double half_mm = limits.fracture_line_widest_mm / 2 + blurs * search.blur_mm;
  const auto gap = missing_mm(cortex, line, from_mm, half_mm, search);
  if (!gap || *gap < limits.fracture_line_least_gap_mm) return gap;
  const double own_half_mm = std::min(half_mm, *gap / 2 + blurs * search.blur_mm);
  const auto within = missing_mm(cortex, line, from_mm, own_half_mm, search);
  return within && *within < least_part_within * *gap ? within : gap;
}

/// What at least three of the four parts have lost.
std::optional<double> gap_of_line(const UnrolledCortex& cortex, const Line& line, const GapSearch& search) {
  std::vector<double> gaps;
  for (int part = 0; part < parts; ++part)
    if (const auto gap = gap_of_part(cortex, line, (part - parts / 2) * part_mm, search))
      gaps.push_back(*gap);
  if (gaps.size() + 1 < parts) return std::nullopt;
  std::ranges::sort(gaps);
  return gaps[gaps.size() - (parts - 1)];
}

}  // namespace

std::optional<double> gap_at(const UnrolledCortex& cortex, double column, double row,
                             const GapSearch& search) {
  std::optional<double> widest;
  const double steepest = search.parameters.fracture_line_steepest_deg;
  for (double turn = -steepest; turn <= steepest; turn += turn_deg) {
    const double angle = turn * std::numbers::pi / 180;
    const Line line{{column * cortex.column_mm, row * cortex.row_mm}, {std::cos(angle), std::sin(angle)}};
    const auto gap = gap_of_line(cortex, line, search);
    if (gap && (!widest || *gap > *widest)) widest = gap;
  }
  return widest;
}

}  // namespace osteosign
