#include "features/vertebra/mixed_lesion.h"

#include <algorithm>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"
#include "features/shape/ball.h"
#include "features/vertebra/gaussian_smoothing.h"

namespace osteosign {
namespace {

/// Two sigma of the blur of a soft kernel (methods 0.3.4): farther away the edge of dense bone adds less than
/// a fiftieth of its contrast.
constexpr double blur_reach_mm = 1.5;

LysisField with_bone_taken_out(LysisField field, const VoxelMask& taken, const LysisParameters& parameters) {
  constexpr float least_weight = 0.01F;  // of a mean over the marrow within three sigma
  const double sigma_mm = parameters.atlas.atlas_smoothing_mm;
  const ImageGrid& grid = field.image.grid;
  const VoxelMask marrow = (erode(field.body, Reach::ball(parameters.lysis_depth_mm)) & field.usable) - taken;
  std::vector<float> weight(grid.voxel_count(), 0), weighted_hu(grid.voxel_count(), 0);
  for_each_voxel(marrow, [&](int x, int y, int z) {
    const std::size_t i = grid.index(x, y, z);
    weight[i] = 1;
    weighted_hu[i] = field.image.hounsfield[i];
  });
  weight = gaussian_smoothed(grid, weight, sigma_mm);
  weighted_hu = gaussian_smoothed(grid, weighted_hu, sigma_mm);
  for_each_voxel(taken, [&](int x, int y, int z) {
    const std::size_t i = grid.index(x, y, z);
    field.image.hounsfield[i] =
        weight[i] > least_weight ? weighted_hu[i] / weight[i] : static_cast<float>(field.expected.core_hu);
  });
  smooth(field, parameters);
  return field;
}

}  // namespace

LysisBesideDense::LysisBesideDense(LysisField field, const VoxelMask& dense,
                                   const LysisParameters& parameters)
    : field_(std::move(field)),
      taken_(dilate(dense, Reach::ball(blur_reach_mm)) & field_.body),
      parameters_(parameters) {
  field_ = with_bone_taken_out(std::move(field_), taken_, parameters);
  limits_ = lysis_limits(field_, parameters);
}

VoxelMask LysisBesideDense::dark_beside(const VoxelMask& dense_region) const {
  const ImageGrid& grid = field_.image.grid;
  const double reach_mm = std::max(2 * blur_reach_mm, ball_radius_mm(dense_region.volume_mm3()));
  VoxelMask dark(grid);
  for_each_voxel((dilate(dense_region, Reach::ball(reach_mm)) & limits_.searched) - limits_.vein,
                 [&](int x, int y, int z) {
                   const std::size_t i = grid.index(x, y, z);
                   if (limits_.is_dark(i, field_.fine_hu[i], field_.wide_hu[i])) dark.insert(x, y, z);
                 });
  const double touching_mm = blur_reach_mm + grid.spacing_mm.maxCoeff();
  return connected_to(dark, dark & dilate(dense_region, Reach::ball(touching_mm)));
}

double LysisBesideDense::mean_drop_in_sd(const VoxelMask& dark) const {
  double drop_hu = 0;
  for_each_voxel(dark, [&](int x, int y, int z) {
    const std::size_t i = dark.grid().index(x, y, z);
    drop_hu += limits_.expected_hu[i] - field_.fine_hu[i];
  });
  return drop_hu / (static_cast<double>(dark.count()) * std::max(1.0, field_.expected.wide_spread_hu));
}

LyticRegion LysisBesideDense::grown(const VoxelMask& core) const {
  constexpr double edge_mm = 2;  // of lysis: what blur takes from it
  const ImageGrid& grid = core.grid();
  std::vector<double> hu, expected_hu, limit_hu;
  for_each_voxel(core, [&](int x, int y, int z) {
    const std::size_t i = grid.index(x, y, z);
    hu.push_back(field_.fine_hu[i]);
    expected_hu.push_back(limits_.expected_hu[i]);
    limit_hu.push_back(limits_.expected_hu[i] - limits_.limit_hu[i]);
  });
  LyticRegion region;
  region.median_hu = averaged_median(std::move(hu));
  region.expected_hu = averaged_median(std::move(expected_hu));
  region.limit_hu = averaged_median(std::move(limit_hu));
  VoxelMask below(grid);
  for_each_voxel(dilate(core, Reach::ball(edge_mm)) & limits_.searched, [&](int x, int y, int z) {
    const std::size_t i = grid.index(x, y, z);
    if (field_.fine_hu[i] < 0.5 * (region.median_hu + limits_.expected_hu[i])) below.insert(x, y, z);
  });
  // Dark grains of the marrow hang on it by single voxels.
  region.voxels = connected_to(open(below, Reach::ball(grid.spacing_mm.maxCoeff())) | core, core);
  return region;
}

std::optional<LyticRegion> LysisBesideDense::lytic_part(const VoxelMask& dense_region) const {
  constexpr double least_seen_part = 0.5;  // of the least core: of a small lesion blur hides the other half
  const VoxelMask dark = dark_beside(dense_region);
  const VoxelMask seen = dark - taken_;
  if (seen.empty() || seen.volume_mm3() < least_seen_part * parameters_.lysis_least_core_mm3)
    return std::nullopt;
  const double drop_in_sd = mean_drop_in_sd(seen);
  if (drop_in_sd < parameters_.lysis_wide_sure_in_spreads) return std::nullopt;
  LyticRegion lytic = grown(dark);
  lytic.voxels -= dense_region;
  lytic.wide_drop_in_sd = drop_in_sd;
  const double lytic_mm3 = lytic.volume_mm3(), dense_mm3 = dense_region.volume_mm3();
  if (std::min(lytic_mm3, dense_mm3) < least_share_of_mixed * (lytic_mm3 + dense_mm3)) return std::nullopt;
  return lytic;
}

}  // namespace osteosign
