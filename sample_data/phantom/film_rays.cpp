#include "sample_data/phantom/film_rays.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "sample_data/phantom/bone_scene.h"

namespace osteosign::phantom {

namespace {
constexpr double water_per_mm = 0.0206;
constexpr double cortical_bone_per_mm = 0.315 * 1.92 / 10;
constexpr double cortical_bone_hu = 1600;
}  // namespace

double attenuation_per_mm(double hu) {
  if (hu <= 0) return water_per_mm * std::max(0.0, 1 + hu / 1000);
  return water_per_mm + hu * (cortical_bone_per_mm - water_per_mm) / cortical_bone_hu;
}

double ray_attenuation(const Scene& scene, const Eigen::Vector3d& source_mm, const Eigen::Vector3d& direction,
                       double first_mm, double last_mm, double step_mm) {
  const int steps = std::max(1, static_cast<int>(std::ceil((last_mm - first_mm) / step_mm)));
  double sum = 0;
  for (int i = 0; i < steps;) {
    const Eigen::Vector3d point = source_mm + (first_mm + (i + 0.5) * step_mm) * direction;
    const SceneSample sample = scene.sample_at(point, step_mm);
    const int same =
        static_cast<int>(std::min(sample.same_within_mm / step_mm, static_cast<double>(steps - 1 - i)));
    sum += sample.value * (1 + same);
    i += 1 + same;
  }
  return sum * step_mm;
}

FilmRays::FilmRays(const BonePhantom& phantom, const FilmExposure& exposure)
    : scene_(bone_scene(phantom, Eigen::Vector3d::UnitY(), attenuation_per_mm)),
      geometry_(exposure),
      reach_mm_(
          2 + std::max(phantom.around.half_width_mm, phantom.around.half_depth_mm) +
          largest_limb_swelling_mm(phantom.soft_tissue,
                                   exposure.pixel_mm * std::hypot(exposure.columns, exposure.rows) / 2)),
      step_mm_(exposure.ray_step_mm) {}

float FilmRays::attenuation_at(int column, int row) const {
  const Eigen::Vector3d direction = geometry_.direction_through({column, row});
  // Only the part of the ray near the axis of the limb, where it can meet anything.
  const Eigen::Vector2d across = direction.head<2>();
  const double nearest_mm = -geometry_.source_mm().head<2>().dot(across) / across.squaredNorm();
  const double half_mm = reach_mm_ / across.norm();
  return static_cast<float>(ray_attenuation(scene_, geometry_.source_mm(), direction, nearest_mm - half_mm,
                                            nearest_mm + half_mm, step_mm_));
}

std::vector<float> attenuation_image(const BonePhantom& phantom, const FilmExposure& exposure) {
  const FilmRays rays(phantom, exposure);
  std::vector<float> image(static_cast<std::size_t>(exposure.columns) *
                           static_cast<std::size_t>(exposure.rows));
  tbb::parallel_for(0, exposure.rows, [&](int row) {
    for (int column = 0; column < exposure.columns; ++column)
      image[static_cast<std::size_t>(row) * static_cast<std::size_t>(exposure.columns) +
            static_cast<std::size_t>(column)] = rays.attenuation_at(column, row);
  });
  return image;
}

}  // namespace osteosign::phantom
