#include "features/segment/bone_edge.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "features/prepare/mask_morphology.h"
#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

// Pleura or mucosa lies between bone and air, so the surroundings are never darker than fat.
constexpr double darkest_surroundings_hu = -120;
constexpr double highest_level_fraction = 0.75;
// Where no thick cortex shows the blur: the middle of what CT has (methods C1: 0.35 to 0.8 mm).
constexpr double usual_sigma_mm = 0.55;

struct Offset {
  int x;
  int y;
  int z;
};

std::vector<Offset> ball_offsets(const ImageGrid& grid, double radius_mm) {
  const Eigen::Vector3i reach =
      (Eigen::Vector3d::Constant(radius_mm).cwiseQuotient(grid.spacing_mm)).array().ceil().cast<int>();
  std::vector<Offset> offsets;
  for (int z = -reach.z(); z <= reach.z(); ++z)
    for (int y = -reach.y(); y <= reach.y(); ++y)
      for (int x = -reach.x(); x <= reach.x(); ++x) {
        const bool is_neighbour = std::abs(x) + std::abs(y) + std::abs(z) <= 1;
        const double distance = Eigen::Vector3d(x, y, z).cwiseProduct(grid.spacing_mm).norm();
        if (is_neighbour || distance <= radius_mm) offsets.push_back({x, y, z});
      }
  return offsets;
}

/// The level of the surface near one voxel.
class SurfaceLevel {
 public:
  SurfaceLevel(const VoxelMask& bone, const EdgeScene& scene, double sigma_mm)
      : bone_(bone),
        scene_(scene),
        far_outside_(dilate(bone, Reach::ball(2 * sigma_mm)).complement()),
        inside_(ball_offsets(bone.grid(), 2 * sigma_mm + bone.grid().spacing_mm.minCoeff())),
        outside_(ball_offsets(bone.grid(), 4 * sigma_mm + bone.grid().spacing_mm.minCoeff())) {}

  double at(int x, int y, int z) const {
    const double surroundings = surroundings_hu(x, y, z);
    const double peak = std::max(peak_hu(x, y, z), surroundings + 1);
    const double fraction = fraction_of_peak(peak - surroundings, surroundings);
    return std::max(scene_.least_bone_hu, surroundings + fraction * (peak - surroundings));
  }

 private:
  /// The slab model needs a blur that the voxels resolve; else half height.
  double fraction_of_peak(double peak_rise_hu, double surroundings) const {
    const Quantity* sigma = scene_.point_spread.in_plane_sigma_mm.if_known();
    const double sigma_mm = sigma ? sigma->value : usual_sigma_mm;
    if (bone_.grid().spacing_mm.head<2>().maxCoeff() > 2 * sigma_mm) return 0.5;
    return surface_level_fraction(peak_rise_hu /
                                  std::max(peak_rise_hu, scene_.thresholds.cortex_hu - surroundings));
  }
  double peak_hu(int x, int y, int z) const {
    int peak = -1024;
    for (const Offset o : inside_)
      if (bone_.grid().contains(x + o.x, y + o.y, z + o.z) && bone_.contains(x + o.x, y + o.y, z + o.z))
        peak = std::max<int>(peak, hu(x + o.x, y + o.y, z + o.z));
    return peak;
  }
  double surroundings_hu(int x, int y, int z) const {
    double sum = 0;
    int voxels = 0;
    for (const Offset o : outside_)
      if (bone_.grid().contains(x + o.x, y + o.y, z + o.z) &&
          far_outside_.contains(x + o.x, y + o.y, z + o.z)) {
        sum += std::clamp<double>(hu(x + o.x, y + o.y, z + o.z), darkest_surroundings_hu,
                                  scene_.thresholds.growth_hu);
        ++voxels;
      }
    return voxels > 0 ? sum / voxels : scene_.thresholds.muscle_hu;
  }
  int hu(int x, int y, int z) const { return scene_.hounsfield[bone_.grid().index(x, y, z)]; }

  const VoxelMask& bone_;
  const EdgeScene& scene_;
  VoxelMask far_outside_;
  std::vector<Offset> inside_;
  std::vector<Offset> outside_;
};

/// Voxels of `band` at or above the level of the surface.
VoxelMask above_level(const VoxelMask& band, const SurfaceLevel& level,
                      std::span<const std::int16_t> hounsfield) {
  VoxelMask result(band.grid());
  tbb::parallel_for(0, band.grid().size[2], [&](int z) {
    for (int y = 0; y < band.grid().size[1]; ++y)
      for_each_voxel_of_row(band.row(y, z), [&](int x) {
        if (hounsfield[band.grid().index(x, y, z)] >= level.at(x, y, z)) result.insert(x, y, z);
      });
  });
  return result;
}

Reach one_voxel(const ImageGrid& grid) {
  return {std::max(grid.spacing_mm.x(), grid.spacing_mm.y()) * 1.01, grid.spacing_mm.z() * 1.01};
}

Reach at_least_one_voxel(const ImageGrid& grid, double reach_mm) {
  const Reach one = one_voxel(grid);
  return {std::max(one.in_plane_mm, reach_mm), std::max(one.axial_mm, reach_mm)};
}

double in_plane_sigma_mm(const EdgeScene& scene, const ImageGrid& grid) {
  const Quantity* sigma = scene.point_spread.in_plane_sigma_mm.if_known();
  return std::max(sigma ? sigma->value : 0, grid.spacing_mm.head<2>().maxCoeff() / 2);
}

}  // namespace

double surface_level_fraction(double peak_fraction) {
  // peak = 2 Phi(a) - 1 with a = thickness / (2 sigma); surface = Phi(2 a) - 1/2.
  const double wanted = std::clamp(peak_fraction, 0.02, 0.999);
  double low = 0;
  double high = 4;
  for (int i = 0; i < 30; ++i) {
    const double middle = (low + high) / 2;
    (2 * gaussian_step(middle) - 1 < wanted ? low : high) = middle;
  }
  return std::min(highest_level_fraction, (gaussian_step(2 * low) - 0.5) / wanted);
}

VoxelMask settle_bone_edge(const VoxelMask& bone, const EdgeScene& scene) {
  const ImageGrid& grid = bone.grid();
  const Reach reach = at_least_one_voxel(grid, scene.reach_mm);
  const SurfaceLevel level(bone, scene, in_plane_sigma_mm(scene, grid));
  const VoxelMask outer = dilate(bone, one_voxel(grid)) - bone - scene.forbidden;
  const VoxelMask inner = (bone - erode(bone, reach)) & scene.mineral;
  const VoxelMask grown = above_level(outer, level, scene.hounsfield);
  const VoxelMask blur = inner - above_level(inner, level, scene.hounsfield);
  // Blur is taken off from outside, layer by layer, so that dim bone behind a bright surface stays.
  VoxelMask result = bone | grown;
  const int layers = std::max(1, static_cast<int>(std::ceil(scene.reach_mm / grid.spacing_mm.minCoeff())));
  for (int layer = 0; layer < layers; ++layer) result -= blur - erode(result, one_voxel(grid));
  return result;
}

}  // namespace osteosign
