#include "tests/features/vertebra/density_scene.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "features/shape/signed_distance.h"

namespace osteosign::test {
namespace {

constexpr double half_width_mm = 21;
constexpr double half_depth_mm = 15;
constexpr double height_mm = 24;
constexpr double pitch_mm = 32;
constexpr double blur_mm = 0.7;
constexpr double muscle_hu = 55;
constexpr double cortex_hu = 1000;
constexpr double arch_extra_hu = 80;

/// Distances to the surfaces of one vertebra, negative inside.
struct Distances {
  double body;
  double arch;
  double vein;
};

Distances distances(const Eigen::Vector3d& p) {
  const double round = std::hypot(p.x() / half_width_mm, p.y() / half_depth_mm);
  const double wall =
      (round - 1) * half_depth_mm * half_width_mm /
      std::max(1.0, std::hypot(half_depth_mm * p.x() / half_width_mm, half_width_mm * p.y() / half_depth_mm) /
                        std::max(round, 1e-6));
  const double body = std::max(wall, std::abs(p.z()) - height_mm / 2);
  const double pedicle_axis = std::hypot(std::abs(p.x()) - 14, p.z() - 4);
  const double pedicle = std::max({pedicle_axis - 5, -p.y(), p.y() - 30});
  const double ring = std::hypot(p.x(), p.y() - 27);
  const double lamina = std::max({std::abs(ring - 15.5) - 4.5, 27 - p.y(), std::abs(p.z()) - 8});
  const double vein = std::max({std::hypot(p.x(), p.z()) - 2.2, -p.y(), p.y() - half_depth_mm});
  return {body, std::min(pedicle, lamina), vein};
}

double inside(double distance_mm) { return 0.5 * std::erfc(distance_mm / (blur_mm * std::sqrt(2.0))); }

double over(double below, double above, double weight) { return below + weight * (above - below); }

/// Independent values smoothed over `sigma_mm`, brought to standard deviation 1.
std::vector<float> field(const ImageGrid& grid, double sigma_mm, std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::vector<float> values(grid.voxel_count());
  for (float& v : values) v = normal(random);
  if (sigma_mm > 0) values = smoothed(grid, values, sigma_mm);
  double squares = 0;
  for (const float v : values) squares += static_cast<double>(v) * v;
  const auto scale = static_cast<float>(1 / std::sqrt(squares / static_cast<double>(values.size())));
  for (float& v : values) v *= scale;
  return values;
}

Endplate flat_endplate(const VertebraFrame& frame, double z_mm) {
  Endplate plate;
  plate.field.first_mm = {-half_width_mm, -half_depth_mm};
  plate.field.columns = static_cast<int>(2 * half_width_mm) + 1;
  plate.field.rows = static_cast<int>(2 * half_depth_mm) + 1;
  const auto points = static_cast<std::size_t>(plate.field.columns * plate.field.rows);
  plate.field.height_mm.assign(points, static_cast<float>(z_mm));
  plate.field.valid.assign(points, 1);
  plate.centre_mm = frame.patient_from_local({0, 0, z_mm});
  return plate;
}

VertebraPart part_of(const Eigen::Vector3d& p, const Distances& at) {
  if (at.body < 0) return VertebraPart::body;
  if (at.arch >= 0) return VertebraPart::none;
  if (p.y() > 27) return VertebraPart::posterior;
  return p.x() > 0 ? VertebraPart::left_pedicle : VertebraPart::right_pedicle;
}

ImageGrid grid_of(const ColumnScene& scene) {
  ImageGrid grid;
  grid.spacing_mm = {scene.voxel_mm, scene.voxel_mm, scene.slice_mm};
  grid.size = {static_cast<int>(60 / scene.voxel_mm), static_cast<int>(76 / scene.voxel_mm),
               static_cast<int>(pitch_mm * scene.vertebrae / scene.slice_mm)};
  grid.origin_mm = {-29.7, -24.6, 0.3};
  return grid;
}

VertebraFrame frame_of(const ColumnScene& scene, int vertebra) {
  VertebraFrame frame;
  frame.origin_mm = {0, 0, pitch_mm * (scene.vertebrae - vertebra - 0.5)};
  return frame;
}

/// Density of one vertebra in muscle, its lesions left out.
double density(const Eigen::Vector3d& local, double marrow_hu) {
  const Distances at = distances(local);
  double hu = over(muscle_hu, cortex_hu, inside(at.body));
  hu = over(hu, marrow_hu, inside(at.body + 0.6));
  hu = over(hu, cortex_hu, inside(at.arch) * (1 - inside(at.body)));
  hu = over(hu, marrow_hu + arch_extra_hu, inside(at.arch + 1.2) * (1 - inside(at.body)));
  return over(hu, muscle_hu, inside(at.vein));
}

struct Painted {
  std::vector<std::int16_t> hounsfield;
  std::vector<VertebraPart> parts;
  std::vector<double> ball_mm3;
};

Painted paint(const ColumnScene& scene, const ImageGrid& grid) {
  std::mt19937 random(scene.seed);
  const std::vector<float> texture = field(grid, 0.9, random);
  const std::vector<float> patches = field(grid, scene.patch_mm / 2, random);
  const std::vector<float> noise = field(grid, 0.5 * scene.voxel_mm, random);
  Painted painted{{}, {}, std::vector<double>(scene.balls.size(), 0)};
  for (std::size_t i = 0; i < grid.voxel_count(); ++i) {
    const auto columns = static_cast<std::size_t>(grid.size[0]);
    const auto rows = static_cast<std::size_t>(grid.size[1]);
    const Eigen::Vector3d point =
        grid.patient_from_voxel({static_cast<double>(i % columns), static_cast<double>(i / columns % rows),
                                 static_cast<double>(i / columns / rows)});
    const int k =
        std::clamp(scene.vertebrae - 1 - static_cast<int>(point.z() / pitch_mm), 0, scene.vertebrae - 1);
    const Eigen::Vector3d local = frame_of(scene, k).local_from_patient(point);
    const bool patchy = scene.patchy == static_cast<std::size_t>(k);
    double hu = density(
        local, scene.marrow_hu + scene.texture_hu * texture[i] + (patchy ? scene.patch_hu * patches[i] : 0));
    VertebraPart part = part_of(local, distances(local));
    const bool bone = part != VertebraPart::none;
    for (std::size_t b = 0; b < scene.balls.size(); ++b) {
      const Ball& ball = scene.balls[b];
      if (ball.vertebra != static_cast<std::size_t>(k)) continue;
      const double distance = (local - ball.local_mm).norm() - ball.radius_mm;
      hu = over(hu, ball.hu, inside(distance));
      if (distance < 0 && bone) painted.ball_mm3[b] += grid.voxel_volume_mm3();
      if (distance < 0 && !ball.in_label) part = VertebraPart::none;
    }
    painted.parts.push_back(part);
    painted.hounsfield.push_back(static_cast<std::int16_t>(std::lround(hu + scene.noise_hu * noise[i])));
  }
  return painted;
}

VertebraGeometry true_geometry(const ColumnScene& scene, int vertebra, const ImageGrid& grid,
                               const std::vector<VertebraPart>& parts) {
  VertebraGeometry geometry;
  geometry.label = static_cast<std::uint16_t>(vertebra + 1);
  geometry.frame = frame_of(scene, vertebra);
  geometry.superior = flat_endplate(geometry.frame, height_mm / 2);
  geometry.inferior = flat_endplate(geometry.frame, -height_mm / 2);
  const double bottom_mm = pitch_mm * (scene.vertebrae - 1 - vertebra);
  const int bottom = static_cast<int>(std::ceil(bottom_mm / scene.slice_mm));
  const int top = std::min(static_cast<int>((bottom_mm + pitch_mm) / scene.slice_mm), grid.size[2] - 1);
  geometry.first = {0, 0, bottom};
  geometry.box = grid.crop(geometry.first, {grid.size[0], grid.size[1], top - bottom + 1});
  const auto first = parts.begin() + static_cast<std::ptrdiff_t>(grid.index(0, 0, bottom));
  geometry.parts.assign(first, first + static_cast<std::ptrdiff_t>(geometry.box.voxel_count()));
  geometry.width_mm = 2 * half_width_mm;
  geometry.depth_mm = 2 * half_depth_mm;
  return geometry;
}

}  // namespace

ScannedColumn scan_column(const ColumnScene& scene) {
  ScannedColumn result;
  result.ct.grid = grid_of(scene);
  const Painted painted = paint(scene, result.ct.grid);
  result.ct.hounsfield = painted.hounsfield;
  result.ball_mm3 = painted.ball_mm3;
  for (int k = 0; k < scene.vertebrae; ++k)
    result.vertebrae.push_back(true_geometry(scene, k, result.ct.grid, painted.parts));
  result.metal = find_metal(result.ct, {});
  result.quality.noise_hu = Quantity{scene.noise_hu, Unit::hu};
  result.shapes = find_body_shapes(result.ct, result.metal, result.vertebrae);
  return result;
}

}  // namespace osteosign::test
