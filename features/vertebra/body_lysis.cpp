#include "features/vertebra/body_lysis.h"

#include <algorithm>
#include <limits>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

/// The body without what partial volume reaches, or farther in.
VoxelMask deep_in_body(const LysisField& field, double depth_mm, const LysisParameters& parameters) {
  const Eigen::Vector3d& spacing = field.image.grid.spacing_mm;
  return erode(field.body,
               {std::max(depth_mm, parameters.lysis_depth_voxels * std::max(spacing.x(), spacing.y())),
                std::max(depth_mm, parameters.lysis_depth_voxels * spacing.z())});
}

double highest_lytic_hu(double expected_hu, double spread_hu, const LysisParameters& parameters) {
  return expected_hu - std::max(parameters.lysis_drop_hu, parameters.lysis_drop_in_spreads * spread_hu);
}

/// What is left of a region in the window of the vein: what a ball as wide as a vein may be fits in.
/// Smoothing has made the region narrower by up to its sigma on each side.
VoxelMask without_vein(const VoxelMask& lytic, const VoxelMask& vein, const LysisParameters& parameters) {
  const VoxelMask in_window = lytic & vein;
  if (in_window.empty()) return lytic;
  const VoxelMask wide =
      open(lytic, Reach::ball(parameters.vein_width_mm / 2 - parameters.atlas.atlas_smoothing_mm));
  return (lytic - in_window) | wide;
}

}  // namespace

LysisLimits lysis_limits(const LysisField& field, const LysisParameters& parameters) {
  constexpr double sigmas_of_wide = 1.5;  // nearer to the wall the wide mean tells of what lies behind it
  const ImageGrid& grid = field.image.grid;
  LysisLimits limits;
  limits.searched = limits.vein = VoxelMask(grid);
  limits.expected_hu.assign(grid.voxel_count(), 0);
  limits.limit_hu = limits.wide_limit_hu =
      std::vector<float>(grid.voxel_count(), -std::numeric_limits<float>::infinity());
  limits.from_hu = parameters.soft_tissue_from_hu;
  limits.to_hu = field.brightest_hu;
  const VoxelMask deeper = deep_in_body(field, sigmas_of_wide * parameters.lysis_wide_mm, parameters);
  const double wide_drop_hu = std::max(parameters.lysis_drop_hu,
                                       parameters.lysis_wide_sure_in_spreads * field.expected.wide_spread_hu);
  for_each_voxel(deep_in_body(field, parameters.lysis_depth_mm, parameters) & field.usable, [&](int x, int y,
                                                                                                int z) {
    const BodyPlace place = field.place_of(x, y, z);
    const Measured<double> expected = field.expected.hu.at(place);
    const Measured<double> spread = field.expected.spread_hu.at(place);
    if (!expected.known() || !spread.known()) return;
    const std::size_t i = grid.index(x, y, z);
    limits.searched.insert(x, y, z);
    if (field.vein.contains(field.shape, place)) limits.vein.insert(x, y, z);
    limits.expected_hu[i] = static_cast<float>(expected.value());
    limits.limit_hu[i] = static_cast<float>(highest_lytic_hu(expected.value(), spread.value(), parameters));
    if (deeper.contains(x, y, z))
      limits.wide_limit_hu[i] = static_cast<float>(expected.value() - wide_drop_hu);
  });
  return limits;
}

VoxelMask cores_among(const VoxelMask& dark, const VoxelMask& vein, const LysisParameters& parameters) {
  if (dark.empty()) return dark;
  const Reach opening = Reach::ball(std::max(parameters.lysis_opening_mm, dark.grid().spacing_mm.maxCoeff()));
  return open(without_vein(open(dark, opening), vein, parameters), opening);
}

VoxelMask find_body_lysis(const LysisField& field, const LysisLimits& limits,
                          const LysisParameters& parameters) {
  VoxelMask dark(field.image.grid);
  for_each_voxel(limits.searched, [&](int x, int y, int z) {
    const std::size_t i = field.image.grid.index(x, y, z);
    if (limits.is_dark(i, field.smooth_hu[i], field.wide_hu[i])) dark.insert(x, y, z);
  });
  return cores_among(dark, limits.vein, parameters);
}

double largest_wide_drop_hu(const LysisField& field, const VoxelMask& core) {
  double largest_drop_hu = 0;
  for_each_voxel(core & field.body, [&](int x, int y, int z) {
    const Measured<double> expected = field.expected.hu.at(field.place_of(x, y, z));
    if (!expected.known()) return;
    largest_drop_hu =
        std::max(largest_drop_hu, expected.value() - field.wide_hu[field.image.grid.index(x, y, z)]);
  });
  return largest_drop_hu;
}

bool stands_out(const LysisField& field, const VoxelMask& core, const LysisParameters& parameters) {
  if ((core & field.body).empty()) return true;
  return largest_wide_drop_hu(field, core) >
         parameters.lysis_wide_drop_in_spreads * field.expected.wide_spread_hu;
}

}  // namespace osteosign
