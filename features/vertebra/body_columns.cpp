#include "features/vertebra/body_columns.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double start_reach_mm = 5;
constexpr double crossed_gap_mm = 3;
constexpr double least_share_of_median_length = 0.4;  // osteophytes are lips of a few mm

bool is_body(const LocalBlock& block, const BodyBack& back, int x, int y, int z) {
  const Eigen::Vector3d place = block.place_mm(x, y, z);
  return block.own[block.index(x, y, z)] >= 0.5F && place.y() <= back.posterior_mm(place.x(), place.z());
}

std::optional<int> start_of_column(const LocalBlock& block, const BodyBack& back, int x, int y) {
  const int centre = block.nearest(Eigen::Vector3d::Zero()).z();
  const int reach = static_cast<int>(start_reach_mm / block.step_mm);
  for (int off = 0; off <= reach; ++off)
    for (const int z : {centre + off, centre - off})
      if (z >= 0 && z < block.size.z() && is_body(block, back, x, y, z)) return z;
  return {};
}

double median_length(const std::vector<BodyColumn>& columns) {
  std::vector<double> lengths;
  for (const BodyColumn& column : columns)
    if (const auto length = column.length_mm()) lengths.push_back(*length);
  if (lengths.empty()) return 0;
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return *middle;
}

}  // namespace

std::optional<double> BodyColumn::length_mm() const {
  if (!top_mm || !bottom_mm) return {};
  return *top_mm - *bottom_mm;
}

std::vector<BodyColumn> find_body_columns(const LocalBlock& block, const BodyBack& back) {
  std::vector<BodyColumn> columns;
  for (int y = 0; y < block.size.y(); ++y)
    for (int x = 0; x < block.size.x(); ++x) {
      const auto z = start_of_column(block, back, x, y);
      if (!z) continue;
      const auto end = [&](int direction) -> std::optional<double> {
        const auto end_mm = leaves_label(
            block, {.start = {x, y, *z}, .axis = 2, .direction = direction, .gap_mm = crossed_gap_mm});
        Eigen::Vector3d place = block.place_mm(x, y, *z);
        if (end_mm) place.z() = *end_mm;
        return end_mm && block.in_box(place) ? end_mm : std::nullopt;
      };
      columns.push_back({.x = x, .y = y, .bottom_mm = end(-1), .top_mm = end(1)});
    }
  const double least = least_share_of_median_length * median_length(columns);
  std::erase_if(columns, [&](const BodyColumn& c) { return c.length_mm().value_or(least) < least; });
  return columns;
}

}  // namespace osteosign
