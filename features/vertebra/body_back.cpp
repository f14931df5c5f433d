#include "features/vertebra/body_back.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double searched_half_width_mm = 12;  // half of the widest lumbar canal is 14 mm
constexpr double start_reach_mm = 6;
constexpr double crossed_gap_mm = 4;  // holes of a label inside of the body are smaller, the canal is wider
constexpr double longest_walk_mm = 32;
constexpr double largest_deviation_mm = 4;
constexpr double least_spread_mm = 1;
constexpr std::size_t fewest_points = 30;

/// The own point nearest to the middle of the body on the line through (x, z) along y.
std::optional<Eigen::Array3i> start_of_walk(const LocalBlock& block, int x, int z) {
  const int centre = block.nearest(Eigen::Vector3d::Zero()).y();
  const int reach = static_cast<int>(start_reach_mm / block.step_mm);
  for (int off = 0; off <= reach; ++off)
    for (const int y : {centre - off, centre + off})
      if (y >= 0 && y < block.size.y() && block.own[block.index(x, y, z)] >= 0.5F)
        return Eigen::Array3i(x, y, z);
  return {};
}

std::vector<SurfacePoint> ends_of_walks(const LocalBlock& block) {
  std::vector<SurfacePoint> ends;
  for (int z = 0; z < block.size.z(); ++z)
    for (int x = 0; x < block.size.x(); ++x) {
      const Eigen::Vector3d place = block.place_mm(x, 0, z);
      if (std::abs(place.x()) > searched_half_width_mm) continue;
      const auto start = start_of_walk(block, x, z);
      if (!start) continue;
      const auto end = leaves_label(block, {.start = *start,
                                            .axis = 1,
                                            .direction = 1,
                                            .gap_mm = crossed_gap_mm,
                                            .longest_mm = longest_walk_mm});
      if (end) ends.push_back({{place.x(), place.z()}, *end});
    }
  return ends;
}

/// Walks near the midline tell where the wall is; those that run on through a pedicle end far behind it.
std::vector<SurfacePoint> without_pedicles(const std::vector<SurfacePoint>& ends) {
  constexpr double middle_mm = 5;
  constexpr double farthest_mm = 7;
  std::vector<double> near_midline;
  for (const SurfacePoint& end : ends)
    if (std::abs(end.place_mm.x()) <= middle_mm) near_midline.push_back(end.height_mm);
  if (near_midline.empty()) return {};
  const auto middle = near_midline.begin() + static_cast<std::ptrdiff_t>(near_midline.size() / 2);
  std::nth_element(near_midline.begin(), middle, near_midline.end());
  std::vector<SurfacePoint> kept;
  for (const SurfacePoint& end : ends)
    if (std::abs(end.height_mm - *middle) <= farthest_mm) kept.push_back(end);
  return kept;
}

void keep_what_was_seen(BodyBack& back, const LocalBlock& block, const std::vector<SurfacePoint>& ends) {
  back.step_mm = block.step_mm;
  back.first_mm = {block.first_mm.x(), block.first_mm.z()};
  back.columns = block.size.x();
  back.rows = block.size.z();
  for (int row = 0; row < back.rows; ++row)
    for (int column = 0; column < back.columns; ++column) {
      const double x = back.first_mm.x() + column * back.step_mm;
      const double z = back.first_mm.y() + row * back.step_mm;
      back.seen_mm.push_back(
          static_cast<float>(back.wall.height_mm({std::clamp(x, -back.half_width_mm, back.half_width_mm),
                                                  std::clamp(z, back.lowest_z_mm, back.highest_z_mm)})));
    }
  for (const SurfacePoint& end : ends) {
    const Eigen::Vector2d index = (end.place_mm - back.first_mm) / back.step_mm;
    const auto i = static_cast<std::size_t>(std::lround(index.y()) * back.columns + std::lround(index.x()));
    if (std::abs(end.height_mm - back.seen_mm[i]) <= largest_deviation_mm)
      back.seen_mm[i] = static_cast<float>(end.height_mm);
  }
}

}  // namespace

double BodyBack::posterior_mm(double x_mm, double z_mm) const {
  const auto column =
      std::clamp(static_cast<int>(std::lround((x_mm - first_mm.x()) / step_mm)), 0, columns - 1);
  const auto row = std::clamp(static_cast<int>(std::lround((z_mm - first_mm.y()) / step_mm)), 0, rows - 1);
  return seen_mm[static_cast<std::size_t>(row * columns + column)];
}

Measured<BodyBack> find_body_back(const LocalBlock& block) {
  const std::vector<SurfacePoint> ends = without_pedicles(ends_of_walks(block));
  if (ends.size() < fewest_points) return Unknown{"the back of the body was not found in the label"};
  const Measured<SmoothSurface> wall = fit_robust_surface(ends, SurfaceShape::paraboloid, least_spread_mm);
  if (!wall.known()) return wall.unknown();
  BodyBack back;
  back.wall = wall.value();
  back.lowest_z_mm = back.highest_z_mm = ends.front().place_mm.y();
  for (const SurfacePoint& end : ends) {
    if (std::abs(end.height_mm - back.wall.height_mm(end.place_mm)) > largest_deviation_mm) continue;
    back.half_width_mm = std::max(back.half_width_mm, std::abs(end.place_mm.x()));
    back.lowest_z_mm = std::min(back.lowest_z_mm, end.place_mm.y());
    back.highest_z_mm = std::max(back.highest_z_mm, end.place_mm.y());
  }
  keep_what_was_seen(back, block, ends);
  return back;
}

}  // namespace osteosign
