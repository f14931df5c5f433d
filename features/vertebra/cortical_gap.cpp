#include "features/vertebra/cortical_gap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double beside_mm = 3;  ///< distance of wall and region

/// A point of the wall and what lies across it.
struct WallPoint {
  double mass_mm = 0;
  double densest_hu = 0;
  double area_mm2 = 0;
  bool beside = false;
};

/// The wall unrolled: `columns` round the axis, `rows` from the inferior to the superior endplate.
struct Wall {
  int columns = 0;
  int rows = 0;
  std::vector<WallPoint> points;
  WallPoint& at(int column, int row) {
    return points[static_cast<std::size_t>((column + columns) % columns + columns * row)];
  }
};

/// From 2.5 mm inside to 2.5 mm outside; where the inside is lysis too, the mass is that of the cortex alone.
WallPoint look_across(const LysisField& field, const BodyPlace& at, const LysisParameters& parameters) {
  constexpr double reach_mm = 2.5;
  constexpr double step_mm = 0.25;
  constexpr double soft_tissue_hu = 50;
  const Eigen::Vector3d outward = field.shape.outward(at);
  const Eigen::Vector3d foot = field.shape.point_mm(at);
  WallPoint point{0, -1e9, 0, false};
  for (double out = -reach_mm; out <= reach_mm; out += step_mm) {
    const double hu = sample_linear(field.image.grid, field.fine_hu, foot + out * outward);
    point.densest_hu = std::max(point.densest_hu, hu);
    point.mass_mm +=
        std::max(0.0, hu - soft_tissue_hu) / (parameters.defect_cortex_hu - soft_tissue_hu) * step_mm;
  }
  return point;
}

bool near_region(const VoxelMask& region_and_surroundings, const Eigen::Vector3d& point_mm) {
  const Eigen::Vector3i at =
      region_and_surroundings.grid().voxel_from_patient(point_mm).array().round().matrix().cast<int>();
  return region_and_surroundings.grid().contains(at.x(), at.y(), at.z()) &&
         region_and_surroundings.contains(at.x(), at.y(), at.z());
}

Wall look_at_wall(const LysisField& field, const LyticRegion& region, const LysisParameters& parameters) {
  constexpr double spacing_mm = 1;
  const VoxelMask near = dilate(region.voxels, Reach::ball(beside_mm));
  const double height = field.shape.height_mm({0, 0, 0.5});
  const double round_mm =
      2 * std::numbers::pi * std::max(field.shape.wall_mm({1, 0, 0.5}), field.shape.wall_mm({0, -1, 0.5}));
  Wall wall;
  wall.columns = std::max(8, static_cast<int>(round_mm / spacing_mm));
  wall.rows = std::max(2, static_cast<int>(height / spacing_mm));
  wall.points.resize(static_cast<std::size_t>(wall.columns * wall.rows));
  for (int row = 0; row < wall.rows; ++row)
    for (int column = 0; column < wall.columns; ++column) {
      const double angle = 2 * std::numbers::pi * column / wall.columns;
      const BodyPlace at{std::cos(angle), std::sin(angle), (row + 0.5) / wall.rows};
      WallPoint point = look_across(field, at, parameters);
      point.area_mm2 = 2 * std::numbers::pi * field.shape.wall_mm(at) / wall.columns *
                       field.shape.height_mm(at) / wall.rows;
      point.beside = near_region(near, field.shape.point_mm(at)) && !field.vein.contains(field.shape, at);
      wall.at(column, row) = point;
    }
  return wall;
}

/// Area of the patch that the point belongs to; its points are taken out.
double take_patch_mm2(Wall& wall, std::vector<std::uint8_t>& gap, int column, int row) {
  std::vector<std::array<int, 2>> waiting{{column, row}};
  double area = 0;
  while (!waiting.empty()) {
    const auto [c, r] = waiting.back();
    waiting.pop_back();
    const int around = (c + wall.columns) % wall.columns;
    if (r < 0 || r >= wall.rows) continue;
    std::uint8_t& here = gap[static_cast<std::size_t>(around + wall.columns * r)];
    if (here == 0) continue;
    here = 0;
    area += wall.at(around, r).area_mm2;
    for (const auto& [dc, dr] : {std::array{1, 0}, std::array{-1, 0}, std::array{0, 1}, std::array{0, -1}})
      waiting.push_back({around + dc, r + dr});
  }
  return area;
}

}  // namespace

MeasuredQuantity measure_cortical_gap(const LysisField& field, const LyticRegion& region,
                                      const LysisParameters& parameters) {
  const double voxel_mm = field.image.grid.spacing_mm.maxCoeff();
  if (voxel_mm > parameters.defect_largest_voxel_mm)
    return Unknown{fmt::format("voxels of {:.1f} mm are too coarse for the cortex", voxel_mm)};
  Wall wall = look_at_wall(field, region, parameters);
  std::vector<double> masses;
  for (const WallPoint& point : wall.points)
    if (!point.beside) masses.push_back(point.mass_mm);
  if (masses.empty()) return Unknown{"the region lies beside all of the wall"};
  const double limit_mm =
      std::max(parameters.defect_mass_mm, parameters.defect_mass_share * averaged_median(std::move(masses)));
  std::vector<std::uint8_t> gap(wall.points.size(), 0);
  for (std::size_t i = 0; i < gap.size(); ++i)
    gap[i] = wall.points[i].beside && wall.points[i].mass_mm < limit_mm &&
                     wall.points[i].densest_hu < parameters.defect_below_hu
                 ? 1
                 : 0;
  double largest = 0;
  for (int row = 0; row < wall.rows; ++row)
    for (int column = 0; column < wall.columns; ++column)
      largest = std::max(largest, take_patch_mm2(wall, gap, column, row));
  return Quantity{largest >= parameters.defect_least_mm2 ? largest : 0, Unit::mm2};
}

}  // namespace osteosign
