#include "features/lesion/cortex_sites.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/ray_blur.h"
#include "features/find/seed_region.h"
#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr SampledRange ray_range{.inward = 14, .outward = 8, .step = 0.25};
constexpr double metal_hu = 2500;  // methods A1.2
constexpr double reference_kv = 120;
constexpr double change_per_kv = 0.004;  // methods A5.1: 4 % for 10 kV
constexpr double assumed_uncertainty = 0.15;

}  // namespace

CompactBone assumed_bone(const CtAcquisition& acquisition, const CortexParameters& parameters) {
  const double* kv = acquisition.tube_voltage_kv.if_known();
  const double scale = kv != nullptr ? 1 - change_per_kv * (*kv - reference_kv) : 1;
  const double density = parameters.cortex_assumed_hu * scale;
  return {density, assumed_uncertainty * density,
          fmt::format("density of compact bone assumed ({:.0f} HU, its class{}): too few places beyond the "
                      "lesion show it",
                      density, kv != nullptr ? fmt::format(" at {:.0f} kV", *kv) : ""),
          true};
}

CortexRays::CortexRays(const CtVolume& ct, const CortexSurface& surface, const ImageQuality& quality)
    : ct_(&ct), surface_(&surface), quality_(&quality), rays_(surface.points.size()) {
  tbb::parallel_for(std::size_t{0}, rays_.size(), [&](std::size_t i) {
    Measured<Profile> ray =
        sample_ray(ct, surface.points.positions_mm[i], surface.points.normals[i], ray_range);
    if (ray.known()) rays_[i] = ray.value();
  });
}

Measured<double> CortexRays::blur_along_mm(const Eigen::Vector3d& direction) const {
  return ray_blur_mm(ct_->grid, quality_->point_spread, direction);
}

Measured<double> CortexRays::blur_mm(std::size_t point) const {
  return blur_along_mm(surface_->points.normals[point]);
}

Measured<CortexProfile> CortexRays::look(std::size_t point, const CompactBone& bone, double thickness_mm,
                                         const CortexParameters& parameters) const {
  const Measured<double> blur = blur_mm(point);
  if (!blur.known()) return Unknown{"point spread: " + blur.reason()};
  std::vector<Profile> group;
  for (const int neighbour : surface_->points.neighbours[point])
    if (const Profile& ray = rays_[static_cast<std::size_t>(neighbour)]; !ray.values.empty())
      group.push_back(ray);
  if (rays_[point].values.empty() || group.empty()) return Unknown{"the ray is cut off"};
  const Measured<Profile> pooled = pool(group, 0);
  if (!pooled.known()) return pooled.unknown();
  if (*std::max_element(pooled.value().values.begin(), pooled.value().values.end()) > metal_hu)
    return Unknown{"metal on the ray"};
  // Rays 1 mm apart share half of their noise.
  const double noise = known_noise_hu(*quality_) / std::sqrt(0.5 * static_cast<double>(group.size()) + 0.5);
  return look_at_cortex(pooled.value(), {bone.density_hu, blur.value(), noise, thickness_mm, bone.is_assumed},
                        parameters);
}

}  // namespace osteosign
