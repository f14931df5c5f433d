#include "features/spine/disc_signs.h"

#include <tbb/parallel_for.h>

#include <array>
#include <numbers>

#include "features/spine/ridge_response.h"

namespace osteosign {
namespace {

constexpr double steepest_forward = 0.7, steepest_left = 0.4, slope_step = 0.1;
constexpr double full_contrast_hu = 120, gap_weight = 0.5, forward_cost = 0.6, sideways_cost = 2;
constexpr double least_strength_for_tilt = 0.15;  // below, the tilt is that of noise
constexpr float out_of_view = -1e6F;
constexpr int column_step_mm = 2;

/// What one column along s says: the response of a disc at each s; `out_of_view` outside of the CT.
struct Column {
  int u;
  int v;
  std::vector<float> response;
};

/// Density of a column, averaged over 3 x 3 mm, nearest values in view where it leaves the CT.
struct ColumnProfile {
  std::vector<float> hu;
  std::vector<float> bone;
  std::vector<bool> in_view;
};

ColumnProfile profile_of(const StraightSpine& straight, int u, int v) {
  ColumnProfile profile;
  float last_hu = 0, last_bone = 0;
  for (int s = 0; s < straight.planes(); ++s) {
    float hu = 0, bone = 0;
    int count = 0;
    for (int dv = -1; dv <= 1; ++dv)
      for (int du = -1; du <= 1; ++du) {
        if (!straight.contains(s, u + du, v + dv) || !straight.is_inside(s, u + du, v + dv)) continue;
        hu += std::clamp<float>(straight.hu(s, u + du, v + dv), -200, 800);
        bone += straight.is_bone(s, u + du, v + dv) ? 1.0F : 0.0F;
        ++count;
      }
    if (count > 0) {
      last_hu = hu / static_cast<float>(count);
      last_bone = bone / static_cast<float>(count);
    }
    profile.in_view.push_back(count > 0);
    profile.hu.push_back(last_hu);
    profile.bone.push_back(last_bone);
  }
  return profile;
}

double mean_radius(const BodyAxis& axis) {
  double sum = 0;
  for (const double radius : axis.radius_mm) sum += radius;
  return sum / static_cast<double>(axis.radius_mm.size());
}

/// Columns in 85 % of the largest body of the spine.
std::vector<Column> body_columns(const StraightSpine& straight, const BodyAxis& axis) {
  const double reach = 0.85 * *std::ranges::max_element(axis.radius_mm);
  std::vector<Column> columns;
  const int v_end = static_cast<int>(reach / column_step_mm) * column_step_mm;
  const int u_end = static_cast<int>(reach * body_width_to_depth / column_step_mm) * column_step_mm;
  for (int v = -v_end; v <= v_end; v += column_step_mm)
    for (int u = -u_end; u <= u_end; u += column_step_mm)
      if (std::hypot(u / body_width_to_depth, v) <= reach) columns.push_back({u, v, {}});
  const double radius = mean_radius(axis);
  tbb::parallel_for(std::size_t{0}, columns.size(), [&](std::size_t i) {
    const ColumnProfile profile = profile_of(straight, columns[i].u, columns[i].v);
    const std::vector<float> ridges = ridge_response(profile.hu, 1, radius);
    const std::vector<float> gaps = gap_response(profile.bone, 1, radius);
    for (std::size_t s = 0; s < ridges.size(); ++s)
      columns[i].response.push_back(profile.in_view[s] ? ridges[s] / static_cast<float>(full_contrast_hu) +
                                                             static_cast<float>(gap_weight) * gaps[s]
                                                       : out_of_view);
  });
  return columns;
}

/// Mean response over the columns within the body at s, in a tilted plane.
double mean_response(const std::vector<Column>& columns, const BodyAxis& axis, int s, double slope_forward,
                     double slope_left) {
  const double reach = 0.85 * axis.radius_mm[static_cast<std::size_t>(s)];
  const int last = static_cast<int>(axis.radius_mm.size()) - 1;
  double sum = 0;
  int count = 0, all = 0;
  for (const Column& column : columns) {
    if (std::hypot(column.u / body_width_to_depth, column.v) > reach) continue;
    ++all;
    const int plane = s + static_cast<int>(std::lround(slope_forward * column.v + slope_left * column.u));
    if (plane < 0 || plane > last) continue;
    const float response = column.response[static_cast<std::size_t>(plane)];
    if (response == out_of_view) continue;
    sum += response;
    ++count;
  }
  return 3 * count < all || count == 0 ? -1 : sum / count;
}

}  // namespace

std::vector<DiscSign> disc_signs(const StraightSpine& straight, const BodyAxis& axis) {
  const std::vector<Column> columns = body_columns(straight, axis);
  std::vector<DiscSign> signs(static_cast<std::size_t>(straight.planes()));
  tbb::parallel_for(std::size_t{0}, signs.size(), [&](std::size_t s) {
    signs[s].strength = -1;
    for (double forward = -steepest_forward; forward <= steepest_forward + 1e-6; forward += slope_step)
      for (double left = -steepest_left; left <= steepest_left + 1e-6; left += slope_step) {
        const double strength = mean_response(columns, axis, static_cast<int>(s), forward, left) -
                                forward_cost * forward * forward - sideways_cost * left * left;
        if (strength > signs[s].strength) signs[s] = {strength, forward, left};
      }
    signs[s].strength = std::clamp(signs[s].strength, -0.5, 1.2);
    if (signs[s].strength < least_strength_for_tilt) signs[s] = {signs[s].strength, 0, 0};
  });
  return signs;
}

}  // namespace osteosign
