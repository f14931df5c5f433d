#include "features/vertebra/lytic_region.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"
#include "features/shape/ball.h"
#include "features/vertebra/body_lysis.h"
#include "features/vertebra/spared_lysis.h"

namespace osteosign {
namespace {

double median_hu(const std::vector<float>& hu, const VoxelMask& voxels) {
  std::vector<double> values;
  for_each_voxel(voxels, [&](int x, int y, int z) { values.push_back(hu[voxels.grid().index(x, y, z)]); });
  return averaged_median(std::move(values));
}

/// Expected density at a voxel of body or arch.
Measured<double> expected_at(const LysisField& field, const ArchLysis& arch, int x, int y, int z) {
  if (field.body.contains(x, y, z)) return field.expected.hu.at(field.place_of(x, y, z));
  if (arch.has_cores) return arch.expected_hu;
  return field.expected.core_hu;
}

/// Share of the way from the lesion's to the expected density at which its border lies. Blur draws the middle
/// of the edge of a ball inwards by sigma^2 / r; there the edge has changed by that over sqrt(2 pi) sigma.
double border_share(double volume_mm3) {
  constexpr double sigma_mm = 0.85;  // of fine_hu (0.6 mm) on a soft kernel (0.6 mm, methods 0.3.4)
  constexpr double largest_share = 0.65;
  return std::min(largest_share,
                  0.5 + sigma_mm / (std::sqrt(2 * std::numbers::pi) * ball_radius_mm(volume_mm3)));
}

/// Median spread of what is expected of the core's places in the body; the mean of the body where it has
/// none.
double spread_in(const LysisField& field, const VoxelMask& core) {
  std::vector<double> spreads;
  for_each_voxel(core & field.body, [&](int x, int y, int z) {
    const Measured<double> spread = field.expected.spread_hu.at(field.place_of(x, y, z));
    if (spread.known()) spreads.push_back(spread.value());
  });
  if (!spreads.empty()) return averaged_median(std::move(spreads));
  std::vector<double> all(field.expected.spread_hu.value.begin(), field.expected.spread_hu.value.end());
  return averaged_median(std::move(all));
}

/// Of such a core that reaches no farther than the comparison voxel by voxel, which alone tells its border.
bool is_lost_bone(const ArchLysis& arch, const VoxelMask& core) {
  return arch.lost.cores.row_count() != 0 && (core - arch.lost.cores).empty();
}

/// The solid bone that a core is made of; null for other cores.
const SolidBone* solid_bone_in(const ArchLysis& arch, const VoxelMask& core) {
  const auto found = std::ranges::find_if(
      arch.solid, [&](const SolidBone& solid) { return !(solid.voxels & core).empty(); });
  return found == arch.solid.end() ? nullptr : &*found;
}

void grow(const LysisField& field, const ArchLysis& arch, const VoxelMask& core,
          const LysisParameters& parameters, LyticRegion& region) {
  // What the opening and the depth have taken off.
  const double reach_mm = parameters.lysis_opening_mm + parameters.lysis_depth_mm +
                          parameters.lysis_depth_voxels * field.image.grid.spacing_mm.maxCoeff();
  // The core lost about a millimetre to smoothing and threshold.
  const double share = border_share(dilate(core, Reach::ball(1)).volume_mm3());
  VoxelMask below(field.image.grid);
  std::vector<double> expected;
  for_each_voxel(dilate(core, Reach::ball(reach_mm)) & (field.body | field.arch) & field.usable,
                 [&](int x, int y, int z) {
                   const Measured<double> normal = expected_at(field, arch, x, y, z);
                   if (!normal.known()) return;
                   const double border = region.median_hu + share * (normal.value() - region.median_hu);
                   if (field.fine_hu[field.image.grid.index(x, y, z)] >= border) return;
                   below.insert(x, y, z);
                   expected.push_back(normal.value());
                 });
  // Dark grains of the marrow hang on the region by narrow bridges.
  region.voxels = is_lost_bone(arch, core)
                      ? grown_lost_bone(field, arch.lost, core, region.median_hu, parameters)
                      : connected_to(open(below | core, Reach::ball(parameters.lysis_opening_mm)), core);
  region.expected_hu = expected.empty() ? field.expected.core_hu : averaged_median(std::move(expected));
}

LyticRegion region_of(const LysisField& field, const ArchLysis& arch, const VoxelMask& core,
                      const LysisParameters& parameters) {
  LyticRegion region;
  region.median_hu = median_hu(field.fine_hu, core);
  if (const SolidBone* const solid = solid_bone_in(arch, core)) {
    region.voxels = core;
    region.expected_hu = field.sign * solid->expected_hu;
  } else {
    grow(field, arch, core, parameters, region);
  }
  region.share_in_body = static_cast<double>((region.voxels & field.body).count()) /
                         static_cast<double>(std::max<std::size_t>(region.voxels.count(), 1));
  region.limit_hu =
      std::max(parameters.lysis_drop_hu, parameters.lysis_drop_in_spreads * spread_in(field, core));
  region.wide_drop_in_sd = largest_wide_drop_hu(field, core) / std::max(1.0, field.expected.wide_spread_hu);
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

std::vector<LyticRegion> grown_regions(const LysisField& field, const VoxelMask& body_cores,
                                       const ArchLysis& arch, const LysisParameters& parameters) {
  const MaskComponents cores = find_components(body_cores | arch.cores, Neighbours::volume);
  std::vector<LyticRegion> regions;
  for (std::size_t i = 0; i < cores.components.size(); ++i) {
    if (cores.volume_mm3(i) < parameters.lysis_least_core_mm3) continue;
    const VoxelMask core = cores.only(i);
    const bool has_grown_together_with_one = std::ranges::any_of(
        regions, [&](const LyticRegion& other) { return !(other.voxels & core).empty(); });
    if (has_grown_together_with_one || !stands_out(field, core, parameters)) continue;
    regions.push_back(region_of(field, arch, core, parameters));
  }
  return regions;
}

std::vector<LyticRegion> lytic_regions(const LysisField& field, const VoxelMask& body_cores,
                                       const ArchLysis& arch, double noise_hu,
                                       const LysisParameters& parameters) {
  std::vector<LyticRegion> regions = grown_regions(field, body_cores, arch, parameters);
  for (LyticRegion& region : regions) {
    // In an arch the rim of bone round a lesion passes for struts.
    constexpr double mostly = 0.5;
    const Haemangioma haemangioma = region.share_in_body > mostly
                                        ? haemangioma_in(field, region, noise_hu, parameters)
                                        : Haemangioma::none;
    if (haemangioma != Haemangioma::none)
      region.explained_by = haemangioma == Haemangioma::fat ? explained_by_fat : explained_by_struts;
    else if (is_schmorl_node(field, region, parameters))
      region.explained_by = "Schmorl node";
  }
  return regions;
}

const LyticRegion* largest_unexplained(const std::vector<LyticRegion>& regions) {
  const LyticRegion* largest = nullptr;
  for (const LyticRegion& region : regions)
    if (region.explained_by.empty() && (largest == nullptr || region.volume_mm3() > largest->volume_mm3()))
      largest = &region;
  return largest;
}

}  // namespace osteosign
