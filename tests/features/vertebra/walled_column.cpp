#include "tests/features/vertebra/walled_column.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample_data/phantom/ct_scanner.h"
#include "sample_data/phantom/solids.h"

namespace osteosign {
namespace {

using Eigen::Vector3d;

struct Distances {
  double outer;
  double inner;
};

double bump(double offset, double half_width) {
  const double u = std::min(1.0, std::abs(offset) / half_width);
  return 0.5 + 0.5 * std::cos(std::numbers::pi * u);
}

double ellipse(double x, double y, double a, double b) {
  return phantom::elliptic_cylinder_distance_mm({x, y, 0}, a, b);
}

Distances body(const WalledColumn& c, const ColumnSigns& signs, const Vector3d& p) {
  const double side = ellipse(p.x(), p.y(), c.width_mm / 2, c.depth_mm / 2 + 6);
  const double wall = p.y() - c.wall_mm(signs, p.x(), p.z());
  const double outer = std::max({side, wall, std::abs(p.z()) - c.height_mm / 2});
  return {outer, outer + c.body_cortex_mm};
}

/// Distance from the canal, which is a box in front and half an ellipse behind.
double canal(const WalledColumn& c, const ColumnSigns& signs, const Vector3d& p) {
  const double depth = c.canal_depth_mm - signs.arch_forward_mm;
  const double y = p.y() - (c.depth_mm / 2 + depth / 2);
  if (y < 0) return std::abs(p.x()) - c.canal_width_mm / 2;
  return ellipse(p.x(), y, c.canal_width_mm / 2, depth / 2);
}

Distances pedicle(const WalledColumn& c, const Vector3d& p, double side) {
  const double x = side * p.x() - (c.canal_width_mm + c.pedicle_width_mm) / 2;
  const double back = c.depth_mm / 2 + 0.7 * c.canal_depth_mm;
  const double outer =
      std::max({ellipse(x, p.z() - c.pedicle_above_mm, c.pedicle_width_mm / 2, c.pedicle_height_mm / 2),
                p.y() - back, c.depth_mm / 2 - 6 - p.y()});
  return {outer, outer + c.arch_cortex_mm};
}

Distances arch(const WalledColumn& c, const ColumnSigns& signs, const Vector3d& p) {
  const double from = c.depth_mm / 2 + 0.6 * c.canal_depth_mm;
  const double outside = ellipse(p.x(), p.y() - (c.depth_mm / 2 + c.canal_depth_mm / 2),
                                 c.canal_width_mm / 2 + 7, c.canal_depth_mm / 2 + 6);
  const double outer = std::max({outside, from - p.y(), std::abs(p.z()) - c.height_mm / 2 + 2});
  const double hole = canal(c, signs, p);
  return {std::max(outer, -hole), std::max(outer, -hole) + c.arch_cortex_mm};
}

Distances vertebra(const WalledColumn& c, const ColumnSigns& signs, const Vector3d& p) {
  Distances all = body(c, signs, p);
  const auto join = [&](const Distances& part) {
    all = {std::min(all.outer, part.outer), std::min(all.inner, part.inner)};
  };
  if (signs.left_pedicle) join(pedicle(c, p, 1));
  if (signs.right_pedicle) join(pedicle(c, p, -1));
  join(arch(c, signs, p));
  return all;
}

double middle_z(const WalledColumn& c, std::size_t i) {
  return ((static_cast<double>(c.vertebrae.size()) - 1) / 2 - static_cast<double>(i)) *
         (c.height_mm + c.disc_mm);
}

/// The vertebra nearest to a height.
std::size_t nearest(const WalledColumn& c, double z) {
  const double i = (static_cast<double>(c.vertebrae.size()) - 1) / 2 - z / (c.height_mm + c.disc_mm);
  return static_cast<std::size_t>(std::clamp(std::lround(i), 0L, static_cast<long>(c.vertebrae.size()) - 1));
}

phantom::Scene scene_of(const WalledColumn& c) {
  const auto distances = [c](const Vector3d& p) {
    const std::size_t i = nearest(c, p.z());
    return vertebra(c, c.vertebrae[i], p - Vector3d(0, 0, middle_z(c, i)));
  };
  constexpr double steepness = 3;  // of ellipses, whose distance is an estimate
  phantom::Scene scene{.outside_value = c.soft_hu, .nested = {}, .painted = {}};
  scene.nested.push_back({.distance_mm = [=](const Vector3d& p) { return distances(p).outer; },
                          .value = c.cortex_hu,
                          .steepness = steepness});
  scene.nested.push_back({.distance_mm = [=](const Vector3d& p) { return distances(p).inner; },
                          .value = c.marrow_hu,
                          .steepness = steepness});
  for (std::size_t i = 0; i < c.vertebrae.size(); ++i) {
    const ColumnSigns& signs = c.vertebrae[i];
    const auto hole = [&](double x, double z, double diameter) {
      scene.painted.push_back({.distance_mm =
                                   [=, wall = c.depth_mm / 2](const Vector3d& p) {
                                     return std::max(std::hypot(p.x() - x, p.z() - z) - diameter / 2,
                                                     std::abs(p.y() - wall) - 4);
                                   },
                               .value = c.soft_hu});
    };
    if (signs.breach_mm > 0) hole(signs.breach_x_mm, middle_z(c, i) + signs.breach_z_mm, signs.breach_mm);
    if (c.vein_mm > 0) hole(0, middle_z(c, i), c.vein_mm);
    if (signs.left_pedicle_lysis > 0)
      scene.painted.push_back({.distance_mm =
                                   [=, z0 = middle_z(c, i)](const Vector3d& p) {
                                     const double part = std::sqrt(signs.left_pedicle_lysis);
                                     const double x = p.x() - (c.canal_width_mm + c.pedicle_width_mm) / 2;
                                     return std::max(ellipse(x, p.z() - z0 - c.pedicle_above_mm,
                                                             part * c.pedicle_width_mm / 2,
                                                             part * c.pedicle_height_mm / 2),
                                                     std::abs(p.y() - c.depth_mm / 2 - 4) - 9);
                                   },
                               .value = c.soft_hu,
                               .steepness = steepness});
  }
  return scene;
}

Endplate flat_plate(const VertebraFrame& frame, double z) {
  return {.field = {},
          .centre_mm = frame.patient_from_local({0, 0, z}),
          .normal = frame.axes.col(2),
          .edge_fraction = 1};
}

LabelMap labels_of(const WalledColumn& c, const ImageGrid& grid,
                   const Eigen::Isometry3d& phantom_from_patient) {
  LabelMap labels{
      .grid = grid, .voxels = std::vector<std::uint16_t>(grid.voxel_count(), 0), .names = {}, .origin = {}};
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Vector3d p = phantom_from_patient * grid.patient_from_voxel(Vector3d(x, y, z));
        const std::size_t i = nearest(c, p.z());
        if (vertebra(c, c.vertebrae[i], p - Vector3d(0, 0, middle_z(c, i))).outer < 0)
          labels.voxels[grid.index(x, y, z)] = static_cast<std::uint16_t>(i + 1);
      }
  return labels;
}

}  // namespace

double WalledColumn::wall_mm(const ColumnSigns& signs, double x_mm, double z_mm) const {
  constexpr double sag_mm = 0.8;
  constexpr double hollow_mm = 1.2;
  const double place = std::clamp(2 * z_mm / height_mm, -1.0, 1.0);
  const double across = x_mm / (0.3 * width_mm);
  const double width = bump(x_mm, 0.4 * width_mm);
  return depth_mm / 2 + hollow_mm * std::min(across * across, 2.0) - sag_mm * (1 - place * place) +
         width * signs.bulge_mm * bump(place, 0.95) +
         width * signs.corner_mm * std::max(0.0, (place - 0.3) / 0.7);
}

double WalledColumn::true_bulge_mm(const ColumnSigns& signs) const {
  constexpr double seen_part_of_width = 0.22, percentile = 0.98;
  const ColumnSigns none;
  std::vector<double> beyond;
  for (double x = -seen_part_of_width * width_mm; x <= seen_part_of_width * width_mm; x += 0.5)
    for (double z = -height_mm / 2; z <= height_mm / 2; z += 0.5)
      beyond.push_back(wall_mm(signs, x, z) - wall_mm(none, x, height_mm / 2));
  std::ranges::sort(beyond);
  return beyond[static_cast<std::size_t>(percentile * static_cast<double>(beyond.size() - 1))];
}

double WalledColumn::true_canal_mm2(const ColumnSigns& signs) const {
  const double depth = canal_depth_mm - signs.arch_forward_mm;
  return canal_width_mm * depth / 2 * (1 + std::numbers::pi / 4);
}

double WalledColumn::true_pedicle_mm2() const {
  return std::numbers::pi / 4 * pedicle_width_mm * pedicle_height_mm;
}

ScannedColumn scan_column(const WalledColumn& column, const phantom::CtScan& scan) {
  ScannedColumn scanned;
  // The middle of the block lies behind the centre of the bodies.
  const Eigen::Isometry3d pose =
      phantom::patient_from_phantom(scan) * Eigen::Translation3d(0, -column.depth_mm / 4, 0);
  scanned.ct.grid = phantom::grid_of(scan);
  scanned.ct.hounsfield = phantom::scan_scene(scene_of(column), pose, scan);
  scanned.ct.acquisition.slice_thickness_mm = scan.slice_thickness_mm;
  scanned.quality.noise_hu = Quantity{scan.noise_hu, Unit::hu};
  scanned.quality.point_spread = {Quantity{scan.psf_sigma_mm, Unit::mm},
                                  Quantity{phantom::axial_sigma_mm(scan), Unit::mm}};
  scanned.spine.vertebrae = labels_of(column, scanned.ct.grid, pose.inverse());
  scanned.spine.labels_from = "truth";
  const double end = middle_z(column, 0) + column.height_mm / 2 + 4;
  for (double z = end; z >= -end; z -= 1)
    scanned.spine.canal.push_back(
        {.centre_mm = pose * Vector3d(0, column.depth_mm / 2 + column.canal_depth_mm / 2, z),
         .tangent = pose.linear().col(2),
         .forward = -pose.linear().col(1),
         .arc_mm = end - z});
  for (std::size_t i = 0; i < column.vertebrae.size(); ++i) {
    VertebraGeometry geometry;
    geometry.label = static_cast<std::uint16_t>(i + 1);
    geometry.frame = {.origin_mm = pose * Vector3d(0, 0, middle_z(column, i)), .axes = pose.linear()};
    geometry.superior = flat_plate(geometry.frame, column.height_mm / 2);
    geometry.inferior = flat_plate(geometry.frame, -column.height_mm / 2);
    geometry.width_mm = column.width_mm;
    geometry.depth_mm = column.depth_mm;
    scanned.geometry.push_back(geometry);
    FoundVertebra found;
    found.label = geometry.label;
    found.body_centre_mm = geometry.frame.origin_mm;
    found.cranial = pose.linear().col(2);
    found.forward = -pose.linear().col(1);
    scanned.spine.found.push_back(found);
  }
  return scanned;
}

phantom::CtScan scan_for(const WalledColumn& column, double pixel_mm, double slice_mm, double noise_hu,
                         int seed) {
  constexpr double border_mm = 8;
  phantom::CtScan scan;
  const double height =
      static_cast<double>(column.vertebrae.size()) * (column.height_mm + column.disc_mm) + border_mm;
  scan.columns =
      static_cast<int>((column.canal_width_mm + 2 * column.pedicle_width_mm + 12 + border_mm) / pixel_mm);
  scan.rows = static_cast<int>((column.depth_mm + column.canal_depth_mm + border_mm) / pixel_mm);
  scan.slices = static_cast<int>(height / slice_mm);
  scan.column_mm = scan.row_mm = pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = slice_mm;
  scan.noise_hu = noise_hu;
  scan.seed = seed;
  scan.pose_deg = 6;
  return scan;
}

}  // namespace osteosign
