#pragma once
#include <Eigen/Geometry>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "features/profile/gaussian_step.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign::test {

/// A body given by its signed distance in patient mm (negative inside), which adds `step_hu` inside.
struct Solid {
  std::function<double(const Eigen::Vector3d&)> distance_mm;
  double step_hu;
};

inline Solid cylinder(const Eigen::Vector3d& through, const Eigen::Vector3d& axis, double radius_mm,
                      double step_hu) {
  const Eigen::Vector3d unit = axis.normalized();
  return {[=](const Eigen::Vector3d& p) { return (p - through).cross(unit).norm() - radius_mm; }, step_hu};
}
inline Solid sphere(const Eigen::Vector3d& centre, double radius_mm, double step_hu) {
  return {[=](const Eigen::Vector3d& p) { return (p - centre).norm() - radius_mm; }, step_hu};
}
inline Solid box(const Eigen::Vector3d& centre, const Eigen::Vector3d& half_size, double step_hu) {
  return {[=](const Eigen::Vector3d& p) { return ((p - centre).cwiseAbs() - half_size).maxCoeff(); },
          step_hu};
}

/// A scan of solids in a background, blurred by a Gaussian across their surfaces, with white noise.
struct AnalyticScene {
  ImageGrid grid;
  double background_hu = 50;
  double sigma_mm = 0.6;
  double noise_hu = 0;
  std::vector<Solid> solids;

  CtVolume scan() const {
    CtVolume ct;
    ct.grid = grid;
    ct.hounsfield.resize(grid.voxel_count());
    std::mt19937 random(1);
    std::normal_distribution<double> noise(0, 1);
    for_each([&](std::size_t index, const Eigen::Vector3d& p) {
      double hu = background_hu + noise_hu * noise(random);
      for (const Solid& solid : solids) hu += solid.step_hu * gaussian_step(-solid.distance_mm(p) / sigma_mm);
      ct.hounsfield[index] = static_cast<std::int16_t>(std::lround(std::max(hu, -1024.0)));
    });
    return ct;
  }
  template <class Visitor>
  void for_each(Visitor&& visit) const {
    std::size_t index = 0;
    for (int z = 0; z < grid.size[2]; ++z)
      for (int y = 0; y < grid.size[1]; ++y)
        for (int x = 0; x < grid.size[0]; ++x)
          visit(index++, grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
  }
};

/// Dice of label > 0 with the inside of any of `truth`.
inline double dice(const LabelMap& labels, const AnalyticScene& scene, const std::vector<Solid>& truth) {
  double both = 0;
  double sum = 0;
  scene.for_each([&](std::size_t index, const Eigen::Vector3d& p) {
    bool inside = false;
    for (const Solid& solid : truth) inside = inside || solid.distance_mm(p) < 0;
    const bool found = labels.voxels[index] > 0;
    both += inside && found ? 1 : 0;
    sum += (inside ? 1 : 0) + (found ? 1 : 0);
  });
  return sum > 0 ? 2 * both / sum : 1;
}

/// Share of the inside of `solid` that is labelled.
inline double share_labelled(const LabelMap& labels, const AnalyticScene& scene, const Solid& solid) {
  double inside = 0;
  double found = 0;
  scene.for_each([&](std::size_t index, const Eigen::Vector3d& p) {
    if (solid.distance_mm(p) >= 0) return;
    inside += 1;
    found += labels.voxels[index] > 0 ? 1 : 0;
  });
  return inside > 0 ? found / inside : 0;
}

inline ImageGrid isotropic_grid() {
  ImageGrid grid;
  grid.size = {96, 96, 64};
  grid.spacing_mm = {0.9, 0.9, 0.9};
  grid.origin_mm = {-43, -43, -28};
  return grid;
}
inline ImageGrid anisotropic_grid() {
  ImageGrid grid;
  grid.size = {120, 120, 20};
  grid.spacing_mm = {0.7, 0.7, 3};
  grid.origin_mm = {-42, -42, -28.5};
  return grid;
}
inline ImageGrid oblique_grid() {
  ImageGrid grid = isotropic_grid();
  grid.direction = Eigen::AngleAxisd(0.3, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  const Eigen::Vector3d half = (grid.patient_from_voxel(Eigen::Vector3d(47.5, 47.5, 31.5)) - grid.origin_mm);
  grid.origin_mm = -half;
  return grid;
}

}  // namespace osteosign::test
