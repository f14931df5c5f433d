#include "features/lesion/margin_rays.h"

#include <algorithm>
#include <cmath>

#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double step_mm = 0.25;

/// Value at the nearest voxel, or `outside` beyond the grid.
double nearest(const ImageGrid& grid, const std::vector<float>& values, const Eigen::Vector3d& point_mm,
               double outside) {
  const Eigen::Vector3d v = grid.voxel_from_patient(point_mm);
  const int x = static_cast<int>(std::lround(v.x()));
  const int y = static_cast<int>(std::lround(v.y()));
  const int z = static_cast<int>(std::lround(v.z()));
  return grid.contains(x, y, z) ? values[grid.index(x, y, z)] : outside;
}

/// How far a ray may go inwards: to the middle of the lesion along it.
double inward_reach(const CtLesionOutline& outline, const Eigen::Vector3d& point, const Eigen::Vector3d& normal,
                    double longest_mm) {
  double chord = 2 * step_mm;
  const double first_mm = outline.box.spacing_mm.maxCoeff();
  for (double d = first_mm; d <= 2 * longest_mm; d += step_mm) {
    if (nearest(outline.box, outline.membership, point - d * normal, 0) < 0.5) break;
    chord = d;
  }
  return std::min(longest_mm, chord / 2);
}

/// How far a ray may go outwards: to the layer of cortex.
double outward_reach(const LesionBox& box, const Eigen::Vector3d& point, const Eigen::Vector3d& normal,
                     const MarginParameters& parameters) {
  double reach = 0;
  for (double d = step_mm; d <= parameters.outward_mm; d += step_mm) {
    if (nearest(box.grid, box.bone_distance_mm, point + d * normal, 1) > -parameters.cortex_layer_mm) break;
    reach = d;
  }
  return reach;
}

}  // namespace

std::vector<Profile> margin_rays(const CtVolume& ct, const LesionBox& box, const CtLesionOutline& outline,
                                 const SurfacePoints& surface, const MarginParameters& parameters) {
  std::vector<Profile> rays;
  for (std::size_t i = 0; i < surface.size(); ++i) {
    rays.push_back({.step = step_mm, .first = 0, .values = {}});
    const Eigen::Vector3d& point = surface.positions_mm[i];
    const Eigen::Vector3d& normal = surface.normals[i];
    const double inward = inward_reach(outline, point, normal, parameters.inward_mm);
    const double outward = outward_reach(box, point, normal, parameters);
    if (inward < parameters.least_inward_mm || outward < parameters.least_outward_mm) continue;
    const Measured<Profile> ray =
        sample_ray(ct, point, normal, {.inward = inward, .outward = outward, .step = step_mm});
    if (!ray.known()) continue;
    const double sampled_outward = ray.value().position(ray.value().size() - 1);
    if (sampled_outward >= parameters.least_outward_mm && -ray.value().position(0) >= parameters.least_inward_mm)
      rays.back() = ray.value();
  }
  return rays;
}

}  // namespace osteosign
