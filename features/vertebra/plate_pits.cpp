#include "features/vertebra/plate_pits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "features/vertebra/height_field.h"

namespace osteosign {
namespace {

std::vector<std::uint8_t> deep_points(const HeightField& field, const SmoothSurface& plate, int inward,
                                      double depth_mm) {
  std::vector<std::uint8_t> deep(field.valid.size(), 0);
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      const std::size_t i = field_index(field, column, row);
      const Eigen::Vector2d place = field_place_mm(field, column, row);
      if (field.valid[i] != 0 && inward * (field.height_mm[i] - plate.height_mm(place)) > depth_mm)
        deep[i] = 1;
    }
  return deep;
}

/// Takes away the deep points that hang together with the border of the field over more than a third of their
/// own outline: a collapsed front or corner. A node may touch it.
void erase_collapsed_rims(std::vector<std::uint8_t>& deep, const HeightField& field) {
  constexpr double most_of_outline = 1.0 / 3;
  constexpr std::array<std::pair<int, int>, 4> beside{std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
  std::vector<std::uint8_t> seen(deep.size(), 0);
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      if (deep[field_index(field, column, row)] == 0 || seen[field_index(field, column, row)] != 0) continue;
      std::vector<std::pair<int, int>> part{{column, row}};
      seen[field_index(field, column, row)] = 1;
      int outline = 0, border = 0;
      for (std::size_t i = 0; i < part.size(); ++i)
        for (const auto& [dx, dy] : beside) {
          const int x = part[i].first + dx, y = part[i].second + dy;
          const bool is_valid = field_is_valid(field, x, y);
          if (!is_valid || deep[field_index(field, x, y)] == 0) ++outline;
          if (!is_valid) ++border;
          if (!is_valid || deep[field_index(field, x, y)] == 0 || seen[field_index(field, x, y)] != 0)
            continue;
          seen[field_index(field, x, y)] = 1;
          part.emplace_back(x, y);
        }
      if (border <= most_of_outline * outline) continue;
      for (const auto& [x, y] : part) deep[field_index(field, x, y)] = 0;
    }
}

/// Whether the plate as a whole lies deeper than its rim, in a bowl. A node has steep walls: nearly all of
/// what lies deeper than 30 % of its depth lies deeper than half of it; of a bowl six tenths do. A bowl takes
/// a quarter of the plate and more. Chosen on development phantoms (0.55 to 0.76 for biconcave bodies, 0.95
/// and more for nodes) and on the label map of a patient, where a dent of 5 mm takes 0.15 of a plate.
bool is_depressed(const HeightField& field, int inward, double rim_mm) {
  constexpr double ring_mm = 4, deeper_than_normal_mm = 2.5, steepest_bowl = 0.8, least_share = 0.2;
  const int ring = static_cast<int>(ring_mm / field.step_mm);
  std::vector<SurfacePoint> rim;
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column)
      if (field_is_valid(field, column, row) && !field_is_inside(field, column, row, ring))
        rim.push_back({field_place_mm(field, column, row), field.height_mm[field_index(field, column, row)]});
  const auto plane = fit_robust_surface(rim, SurfaceShape::plane, least_plate_spread_mm);
  if (!plane.known()) return false;
  std::vector<double> depths;
  for (const SurfacePoint& point : points_inside(field, rim_mm))
    depths.push_back(inward * (point.height_mm - plane.value().height_mm(point.place_mm)));
  if (depths.empty()) return false;
  std::ranges::sort(depths);
  const double deepest = depths[depths.size() * 98 / 100];
  const auto deeper_than = [&](double part) {
    return static_cast<double>(depths.end() - std::ranges::upper_bound(depths, part * deepest));
  };
  const double wide = deeper_than(0.3);
  return deepest > deeper_than_normal_mm && wide > least_share * static_cast<double>(depths.size()) &&
         deeper_than(0.5) < steepest_bowl * wide;
}

/// The field without pits, and without what lies within `slope_mm` of them.
HeightField without(const std::vector<std::uint8_t>& pits, double slope_mm, HeightField field) {
  const int reach = static_cast<int>(std::ceil(slope_mm / field.step_mm));
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      if (pits[field_index(field, column, row)] == 0) continue;
      for (int v = std::max(0, row - reach); v <= std::min(field.rows - 1, row + reach); ++v)
        for (int u = std::max(0, column - reach); u <= std::min(field.columns - 1, column + reach); ++u)
          field.valid[field_index(field, u, v)] = 0;
    }
  return field;
}

/// The paraboloid through the points inside of the field that `kept` has; `whole` with too few of them.
SmoothSurface surface_through(const HeightField& kept, double rim_mm, const HeightField& field,
                              const SmoothSurface& whole) {
  const int rim = static_cast<int>(std::lround(rim_mm / field.step_mm));
  std::vector<SurfacePoint> points;
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column)
      if (field_is_valid(kept, column, row) && field_is_inside(field, column, row, rim))
        points.push_back(
            {field_place_mm(field, column, row), field.height_mm[field_index(field, column, row)]});
  const auto refitted = fit_robust_surface(points, SurfaceShape::paraboloid, least_plate_spread_mm);
  return refitted.known() ? refitted.value() : whole;
}

/// The field with what lies deeper than `plate` put on it, where `kept` is not valid.
HeightField filled_to(const SmoothSurface& plate, const HeightField& kept, HeightField field, int inward) {
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      const std::size_t i = field_index(field, column, row);
      const double height = plate.height_mm(field_place_mm(field, column, row));
      if (kept.valid[i] == 0 && field.valid[i] != 0 && inward * (field.height_mm[i] - height) > 0)
        field.height_mm[i] = static_cast<float>(height);
    }
  return field;
}

}  // namespace

HeightField without_pits(const HeightField& field, int inward, double pit_depth_mm, double rim_mm) {
  const auto fitted =
      fit_robust_surface(points_inside(field, rim_mm), SurfaceShape::paraboloid, least_plate_spread_mm);
  if (!fitted.known()) return field;
  const SmoothSurface& whole = fitted.value();
  std::vector<std::uint8_t> pits = deep_points(field, whole, inward, pit_depth_mm);
  erase_collapsed_rims(pits, field);
  if (is_depressed(field, inward, rim_mm)) return filled_to(whole, without(pits, 0, field), field, inward);
  constexpr double slope_mm = 3;
  const HeightField beside = without(pits, slope_mm, field);
  return filled_to(surface_through(beside, rim_mm, field, whole), beside, field, inward);
}

}  // namespace osteosign
