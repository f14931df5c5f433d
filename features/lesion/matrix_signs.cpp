#include "features/lesion/matrix_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

using MaybeKind = Measured<std::optional<MatrixKind>>;

/// Chondroid or osteoid, nothing where there is no mineral.
MaybeKind kind_of_mineral(const MatrixSigns& signs, const MatrixParameters& p) {
  constexpr double most_host_bone = 0.3;
  const LesionMineral& mineral = signs.mineral;
  const bool any_dense = std::ranges::any_of(
      mineral.pieces, [&](const MineralPiece& piece) { return piece.peak_hu >= signs.mineral.grain_hu; });
  if (mineral.fraction < p.matrix_mineral_fraction && !any_dense) {
    if (!signs.too_coarse.empty()) return Unknown{signs.too_coarse};
    if (mineral.host_fraction > most_host_bone)
      return Unknown{fmt::format("bone that comes from outside fills {:.0f} % of the lesion",
                                 100 * mineral.host_fraction)};
    return std::optional<MatrixKind>{};
  }
  if (!signs.too_coarse.empty()) return Unknown{"there is mineral, but " + signs.too_coarse};
  const bool cloud = mineral.fine_share < p.matrix_fine_share;
  const double soft_hu = cloud                 ? p.matrix_cloud_haze_hu
                         : signs.with_contrast ? p.matrix_soft_with_contrast_hu
                                               : p.matrix_soft_hu;
  if (signs.core.background_hu > soft_hu)
    return Unknown{
        fmt::format("what lies between the mineral has {:.0f} HU: matrix cannot be told from trabeculae "
                    "and reactive bone",
                    signs.core.background_hu)};
  if (mineral.peak_hu > p.matrix_cement_hu)
    return Unknown{fmt::format("mineral of {:.0f} HU may be cement", mineral.peak_hu)};
  if (!cloud) {
    const double peak_hu = signs.with_contrast ? p.matrix_contrast_hu : mineral.grain_hu;
    const LesionTissue& tissue = signs.tissue;
    if (tissue.open_voxels >= static_cast<std::size_t>(p.matrix_least_voxels) &&
        tissue.even_spread_hu - tissue.even_spread_sd_hu > p.matrix_grain_ground_sd_hu)
      return Unknown{
          fmt::format("what lies between small pieces of mineral is as uneven ({:.0f} HU) as "
                      "trabecular bone",
                      tissue.even_spread_hu)};
    const bool rings = signs.ring_arc_score >= p.matrix_ring_share;
    if (mineral.peak_hu >= peak_hu && (mineral.grains >= p.matrix_least_grains || rings))
      return std::optional(MatrixKind::chondroid);
    return Unknown{
        fmt::format("{} small pieces of mineral may be fragments or residual bone", mineral.pieces.size())};
  }
  if (mineral.fraction < p.matrix_cloud_fraction || mineral.largest_share < p.matrix_cloud_largest_share ||
      mineral.mean_hu < p.matrix_cloud_lowest_hu || mineral.mean_hu > p.matrix_cloud_highest_hu)
    return Unknown{
        fmt::format("mineral in {:.0f} % of the lesion with {:.0f} HU is neither rings nor a cloud",
                    100 * mineral.fraction, mineral.mean_hu)};
  if (signs.core.marrow && mineral.mean_hu < signs.core.marrow->median + p.matrix_mineral_rise_hu)
    return Unknown{fmt::format("mineral of {:.0f} HU cannot be told from the marrow round it ({:.0f} HU)",
                               mineral.mean_hu, signs.core.marrow->median)};
  if (signs.with_contrast && mineral.mean_hu < p.matrix_contrast_hu)
    return Unknown{fmt::format("{:.0f} HU may be pools of contrast medium", mineral.mean_hu)};
  return std::optional(MatrixKind::osteoid);
}

/// Ground glass or none, of a lesion without mineral, fat, gas and levels.
Measured<MatrixKind> kind_of_even(const MatrixSigns& signs, const MatrixParameters& p) {
  const ErodedLesion& core = signs.core;
  const LesionTissue& tissue = signs.tissue;
  if (tissue.open_voxels < static_cast<std::size_t>(p.matrix_least_voxels))
    return Unknown{fmt::format("{} voxels of even tissue lie away from bone and mineral, {} are needed",
                               tissue.open_voxels, p.matrix_least_voxels)};
  if (tissue.even_spread_hu - tissue.even_spread_sd_hu >= p.matrix_glass_sd_hu)
    return Unknown{
        fmt::format("no mineral, but as uneven ({:.0f} HU) as trabecular bone", tissue.even_spread_hu)};
  if (tissue.even_mean_hu < p.matrix_glass_lowest_hu) {
    if (!signs.levels.known()) return Unknown{"fluid levels cannot be looked for: " + signs.levels.reason()};
    if (!signs.levels.value().empty())
      return Unknown{"one fluid level alone, two are needed: it may be the border of a cavity"};
    constexpr double unseen_content_hu = 6;  // half of two fluids 12 HU apart, the least that is told
    if (tissue.even_spread_hu - 2 * tissue.even_spread_sd_hu > unseen_content_hu)
      return Unknown{
          fmt::format("no mineral, but uneven ({:.0f} HU): fluid levels or blood in cavities that "
                      "are too small to be told",
                      tissue.even_spread_hu)};
    return MatrixKind::none;
  }
  if (tissue.even_mean_hu > p.matrix_glass_highest_hu)
    return Unknown{fmt::format("dense throughout ({:.0f} HU): matrix cannot be told from reactive bone",
                               tissue.even_mean_hu)};
  if (signs.with_contrast && tissue.even_mean_hu < p.matrix_contrast_hu)
    return Unknown{
        fmt::format("{:.0f} HU with contrast medium: enhanced tissue or ground glass", tissue.even_mean_hu)};
  if (!core.marrow) return Unknown{"no marrow round the lesion shows what trabeculae look like in this scan"};
  constexpr double unlike_marrow_hu = 60;  // methods A3.2
  constexpr double seen_trabeculae_hu = 15;
  const double spread_hu = tissue.even_spread_hu + tissue.even_spread_sd_hu;
  const bool smoother =
      core.marrow->sd >= seen_trabeculae_hu && spread_hu < p.matrix_glass_marrow_sd_part * core.marrow->sd;
  const bool unlike = std::abs(tissue.even_mean_hu - core.marrow->median) >= unlike_marrow_hu;
  if (!smoother || (!unlike && spread_hu > p.matrix_glass_like_marrow_sd_hu))
    return Unknown{fmt::format("{:.0f} HU with a spread of {:.0f} HU, like the marrow round it",
                               tissue.even_mean_hu, tissue.even_spread_hu)};
  return MatrixKind::ground_glass;
}

}  // namespace

Measured<MatrixKind> name_matrix(const MatrixSigns& signs, const MatrixParameters& p) {
  if (signs.nidus) return MatrixKind::nidus;
  if (signs.tissue.gas_mm3 >= p.matrix_gas_mm3) return MatrixKind::gas;
  const MaybeKind mineral = kind_of_mineral(signs, p);
  if (mineral.known() && mineral.value()) return *mineral.value();
  if (signs.tissue.fat_fraction >= p.matrix_fat_fraction) return MatrixKind::fat;
  constexpr std::size_t least_levels = 2;  // methods A7.2
  constexpr double most_mineral = 0.1;     // the haze of a cloud has steps too
  if (signs.levels.known() && signs.levels.value().size() >= least_levels &&
      signs.mineral.fraction < most_mineral)
    return MatrixKind::fluid_level;
  if (!mineral.known()) return mineral.unknown();
  return kind_of_even(signs, p);
}

}  // namespace osteosign
