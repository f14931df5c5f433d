#include "features/vertebra/lytic_region.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/vertebra/body_lysis.h"
#include "features/vertebra/robust_figures.h"
#include "features/vertebra/spared_lysis.h"

namespace osteosign {
namespace {

double median_hu(const std::vector<float>& hu, const VoxelMask& voxels) {
  std::vector<double> values;
  for_each_voxel(voxels, [&](int x, int y, int z) { values.push_back(hu[voxels.grid().index(x, y, z)]); });
  return median_of(std::move(values));
}

VoxelMask connected_to(const VoxelMask& voxels, const VoxelMask& core) {
  const MaskComponents parts = find_components(voxels | core, Neighbours::volume);
  const std::vector<std::size_t> overlap = parts.overlap(core);
  std::vector<bool> chosen(overlap.size());
  for (std::size_t i = 0; i < overlap.size(); ++i) chosen[i] = overlap[i] > 0;
  return parts.select(chosen);
}

/// Expected density at a voxel of body or arch.
Measured<double> expected_at(const LysisField& field, const ArchLysis& arch, int x, int y, int z) {
  if (field.body.contains(x, y, z)) return field.expected.hu.at(field.place_of(x, y, z));
  if (arch.expected_hu > 0) return arch.expected_hu;
  return field.expected.core_hu;
}

/// Share of the way from the lesion's to the expected density at which its border lies. Blur draws the middle
/// of the edge of a ball inwards by sigma^2 / r; there the edge has changed by that over sqrt(2 pi) sigma.
double border_share(double volume_mm3) {
  constexpr double sigma_mm = 0.85;  // of fine_hu (0.6 mm) on a soft kernel (0.6 mm, methods 0.3.4)
  constexpr double largest_share = 0.65;
  const double radius_mm = std::cbrt(0.75 * volume_mm3 / std::numbers::pi);
  return std::min(largest_share, 0.5 + sigma_mm / (std::sqrt(2 * std::numbers::pi) * radius_mm));
}

LyticRegion grown(const LysisField& field, const ArchLysis& arch, const VoxelMask& core,
                  const LysisParameters& parameters) {
  LyticRegion region;
  region.median_hu = median_hu(field.fine_hu, core);
  // What the opening and the depth have taken off.
  const double reach_mm = parameters.lysis_opening_mm + parameters.lysis_depth_mm +
                          parameters.lysis_depth_voxels * field.image.grid.spacing_mm.maxCoeff();
  // The core lost about a millimetre to smoothing and threshold.
  const double share = border_share(dilate(core, Reach::ball(1)).volume_mm3());
  VoxelMask below(field.image.grid);
  std::vector<double> expected;
  for_each_voxel(dilate(core, Reach::ball(reach_mm)) & (field.body | arch.bone) & field.usable,
                 [&](int x, int y, int z) {
                   const Measured<double> normal = expected_at(field, arch, x, y, z);
                   if (!normal.known()) return;
                   const double border = region.median_hu + share * (normal.value() - region.median_hu);
                   if (field.fine_hu[field.image.grid.index(x, y, z)] >= border) return;
                   below.insert(x, y, z);
                   expected.push_back(normal.value());
                 });
  // Dark grains of the marrow hang on the region by narrow bridges.
  region.voxels = connected_to(open(below | core, Reach::ball(parameters.lysis_opening_mm)), core);
  region.expected_hu = expected.empty() ? field.expected.core_hu : median_of(std::move(expected));
  return region;
}

}  // namespace

Eigen::Vector3d LyticRegion::middle_mm() const {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  double count = 0;
  for_each_voxel(voxels, [&](int x, int y, int z) {
    sum += Eigen::Vector3d(x, y, z);
    ++count;
  });
  const Eigen::Vector3d centre = sum / count;
  Eigen::Vector3d nearest = centre;
  double least = -1;
  for_each_voxel(voxels, [&](int x, int y, int z) {
    const Eigen::Vector3d at(x, y, z);
    const double away = (at - centre).cwiseProduct(voxels.grid().spacing_mm).squaredNorm();
    if (least >= 0 && away >= least) return;
    least = away;
    nearest = at;
  });
  return voxels.grid().patient_from_voxel(nearest);
}

std::optional<LyticRegion> largest_lytic_region(const LysisField& field, const VoxelMask& body_cores,
                                                const ArchLysis& arch, double noise_hu,
                                                const LysisParameters& parameters) {
  const MaskComponents cores = find_components(body_cores | arch.cores, Neighbours::volume);
  std::optional<LyticRegion> largest;
  for (std::size_t i = 0; i < cores.components.size(); ++i) {
    if (cores.volume_mm3(i) < parameters.lysis_least_core_mm3) continue;
    std::vector<bool> chosen(cores.components.size(), false);
    chosen[i] = true;
    const VoxelMask core = cores.select(chosen);
    if (largest && (largest->voxels & core).count() > 0) continue;  // has grown together with it
    if (!stands_out(field, core, parameters)) continue;
    LyticRegion region = grown(field, arch, core, parameters);
    if (is_spared(field, region, noise_hu, parameters)) continue;
    if (!largest || region.volume_mm3() > largest->volume_mm3()) largest = std::move(region);
  }
  return largest;
}

}  // namespace osteosign
