#include "features/vertebra/body_extent.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"
#include "features/vertebra/plate_edge.h"
#include "features/vertebra/plate_model.h"

namespace osteosign {
namespace {

constexpr double crossed_gap_mm = 4;
constexpr double half_width_mm = 4;  ///< of the window in which a wall is looked at

/// Median end of the walks along one axis from the points of a small window round a height.
std::optional<double> median_end(const LocalBlock& block, int axis, int direction, double height_mm,
                                 double half_height_mm) {
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

constexpr double off_middle = 0.3;   ///< of the height, where a wall is looked at above and below its waist
constexpr double half_window = 0.1;  ///< of the height, over which it is looked at there

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

std::optional<Side> side_at(const WallEnds& wall) {
  if (wall.lower_mm && wall.waist_mm && wall.upper_mm) {
    const double off_waist = (*wall.lower_mm + *wall.upper_mm) / 2;
    return Side{std::max(off_waist, *wall.waist_mm), way_to_rim_mm(*wall.waist_mm, off_waist)};
  }
  std::optional<double> outermost;
  for (const auto& end : {wall.lower_mm, wall.waist_mm, wall.upper_mm})
    if (end && (!outermost || *end > *outermost)) outermost = end;
  if (!outermost) return {};
  return Side{*outermost, 0};
}

/// The posterior wall between its corners: one that bulges in the middle does not end farther back there.
std::optional<Side> back_side_at(WallEnds wall) {
  if (wall.lower_mm && wall.waist_mm && wall.upper_mm)
    wall.waist_mm = std::min(*wall.waist_mm, (*wall.lower_mm + *wall.upper_mm) / 2);
  return side_at(wall);
}

WallEnds wall_in_label(const LocalBlock& block, int axis, int direction, double height_mm) {
  const auto outwards_at = [&](double off) -> std::optional<double> {
    const auto end = median_end(block, axis, direction, off * height_mm, half_window * height_mm);
    return end ? std::optional(direction * *end) : std::nullopt;
  };
  return {outwards_at(-off_middle), outwards_at(0), outwards_at(off_middle)};
}

/// Median place of the posterior wall in the window at one height.
double back_at(const LocalBlock& block, const BodyBack& back, double middle_mm, double half_mm) {
  std::vector<double> backs;
  for (double x = -half_width_mm; x <= half_width_mm; ++x)
    for (double z = middle_mm - half_mm; z <= middle_mm + half_mm; z += block.step_mm)
      backs.push_back(back.posterior_mm(x, z));
  return median(backs);
}

/// A stretch of the front or back of the body that is seen along y.
struct WallWindow {
  int direction = 1;
  double middle_mm = 0;  ///< height
  double half_mm = 0;
};

/// The native HU along y, of the rays through a window pooled. Positions are ways outwards.
Measured<Profile> pooled_through(const CtVolume& ct, const LocalBlock& block, const WallWindow& window,
                                 double end_mm) {
  constexpr double profile_step_mm = 0.25;
  constexpr double search_mm = 4;
  constexpr double trimmed = 0.1;
  const int start = static_cast<int>(std::lround(end_mm / profile_step_mm));
  std::vector<Profile> rays;
  for (double x = -half_width_mm; x <= half_width_mm; x += block.step_mm)
    for (double z = window.middle_mm - window.half_mm; z <= window.middle_mm + window.half_mm;
         z += block.step_mm) {
      const Measured<Profile> ray =
          sample_ray(ct, block.frame.patient_from_local({x, window.direction * start * profile_step_mm, z}),
                     window.direction * block.frame.axes.col(1),
                     {.inward = search_mm, .outward = search_mm, .step = profile_step_mm});
      if (ray.known()) rays.push_back(ray.value());
    }
  Measured<Profile> pooled = pool(rays, trimmed);
  if (!pooled.known()) return pooled;
  Profile outwards = pooled.value();
  outwards.first += start;
  return outwards;
}

/// The outer border of the wall's cortex near that of the label: the half level, then the blurred shell
/// there.
std::optional<double> edge_in_ct(const Profile& outwards, double end_mm, const SoughtWall& sought) {
  constexpr double largest_shift_mm = 1.5;  // chosen: more than a voxel of a label, less than an osteophyte
  constexpr double usual_rise_hu = usual_plate_mass_hu_mm / usual_plate_mm;
  const auto half_level = outermost_edge(outwards, sought.least_step_hu);
  if (!half_level || std::abs(*half_level - end_mm) > largest_shift_mm) return {};
  if (!sought.sigma_mm) return half_level;
  std::vector<PlateBin> bins;
  for (std::size_t i = 0; i < outwards.size(); ++i)
    bins.push_back({outwards.position(i), outwards.values[i], 1});
  const auto shell =
      fit_plate(bins, {.sigma_mm = *sought.sigma_mm, .thickness_mm = usual_plate_mm}, *half_level,
                largest_shift_mm, {usual_rise_hu, usual_rise_share * static_cast<double>(bins.size())});
  const bool fits = shell && shell->rise_hu >= sought.least_step_hu &&
                    shell->r_squared >= least_plate_r_squared &&
                    std::abs(shell->edge_mm - end_mm) <= largest_shift_mm;
  return fits ? shell->edge_mm : *half_level;
}

}  // namespace

BodyWalls walls_in_label(const LocalBlock& block, const BodyBack& back, double height_mm) {
  const double half_mm = half_window * height_mm;
  return {
      .front = wall_in_label(block, 1, -1, height_mm),
      .back = {back_at(block, back, -off_middle * height_mm, half_mm / 2), back_at(block, back, 0, half_mm),
               back_at(block, back, off_middle * height_mm, half_mm / 2)},
      .right = wall_in_label(block, 0, -1, height_mm),
      .left = wall_in_label(block, 0, 1, height_mm)};
}

BodyWalls walls_in_ct(const CtVolume& ct, const LocalBlock& block, BodyWalls walls, double height_mm,
                      const SoughtWall& sought) {
  const auto move_to_edge = [&](std::optional<double>& end, int direction, double off) {
    if (!end) return;
    const Measured<Profile> outwards =
        pooled_through(ct, block, {direction, off * height_mm, half_window * height_mm}, *end);
    if (!outwards.known()) return;
    if (const auto edge = edge_in_ct(outwards.value(), *end, sought)) end = edge;
  };
  const auto move_wall = [&](WallEnds& wall, int direction) {
    move_to_edge(wall.lower_mm, direction, -off_middle);
    move_to_edge(wall.waist_mm, direction, 0);
    move_to_edge(wall.upper_mm, direction, off_middle);
  };
  move_wall(walls.front, -1);
  move_wall(walls.back, 1);
  return walls;
}

Measured<BodyExtent> extent_between(const BodyWalls& walls) {
  const auto front = side_at(walls.front), back = back_side_at(walls.back);
  const auto right = side_at(walls.right), left = side_at(walls.left);
  if (!front || !back || !right || !left) return Unknown{"the border of the volume cuts the body"};
  // The sides are alike, so the way to their rims is measured on both and does not move the middle.
  const double to_side_rim = (right->way_to_rim_mm + left->way_to_rim_mm) / 2;
  return BodyExtent{.front_mm = -(front->end_mm + front->way_to_rim_mm),
                    .back_mm = back->end_mm + back->way_to_rim_mm,
                    .right_mm = -(right->end_mm + to_side_rim),
                    .left_mm = left->end_mm + to_side_rim};
}

}  // namespace osteosign
