#include "features/lesion/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/lesion/matrix_signs.h"

namespace osteosign {
namespace {

constexpr double round_lesion_mm = 13.5;  // marrow up to 12 mm, the shell of a nidus

LesionMatrix all_unknown(const Unknown& reason) {
  LesionMatrix found;
  found.kind = reason;
  for (MeasuredQuantity* value :
       {&found.mineral_fraction, &found.mineral_hu, &found.mineral_components, &found.largest_mineral_share,
        &found.fine_mineral_share, &found.ring_arc_score, &found.fat_fraction, &found.gas_fraction,
        &found.fluid_level_step, &found.spread, &found.nidus_diameter})
    *value = reason;
  return found;
}

/// Why small mineral would not be seen; empty when it would.
std::string too_coarse(const CtVolume& ct, const ImageQuality& quality, const MatrixParameters& p) {
  const double slice_mm = ct.grid.spacing_mm.z();
  if (slice_mm > p.matrix_largest_slice_mm)
    return fmt::format("slices {:.1f} mm apart are too thick to show its form", slice_mm);
  const double blur_mm = std::max(quality.point_spread.in_plane_sigma_mm.value().value,
                                  quality.point_spread.axial_sigma_mm.value().value);
  if (blur_mm > p.matrix_largest_blur_mm)
    return fmt::format("the blur of {:.2f} mm (sigma) hides its form", blur_mm);
  return {};
}

MatrixSigns signs_of(const CtVolume& ct, ErodedLesion core, const ImageQuality& quality,
                     const MatrixParameters& parameters) {
  MatrixSigns signs{.core = std::move(core), .mineral = {}, .tissue = {}, .nidus = {}, .too_coarse = {}};
  signs.mineral = find_mineral(signs.core, parameters);
  signs.ring_arc_score = ring_arc_score(signs.core, signs.mineral);
  signs.tissue = find_fat_and_gas(signs.core, signs.mineral, parameters);
  if (const Measured<Eigen::Vector3d> gravity = gravity_in_patient(ct.acquisition.patient_position);
      gravity.known())
    signs.levels = find_fluid_levels(signs.core, signs.tissue.open, gravity.value(), parameters);
  else
    signs.levels = gravity.unknown();
  signs.nidus = find_nidus(signs.core, parameters);
  const bool* const contrast = ct.acquisition.contrast_agent.if_known();
  signs.with_contrast = contrast != nullptr && *contrast;
  signs.too_coarse = too_coarse(ct, quality, parameters);
  return signs;
}

const FluidLevel* largest_level(const MatrixSigns& signs) {
  if (!signs.levels.known() || signs.levels.value().empty()) return nullptr;
  return &*std::ranges::max_element(signs.levels.value(), {}, &FluidLevel::area_mm2);
}

/// Where the reader should look.
std::optional<Eigen::Vector3d> place_of(const MatrixSigns& signs, const Measured<MatrixKind>& kind) {
  if (!kind.known() || kind.value() == MatrixKind::none) return {};
  if (kind.value() == MatrixKind::nidus) return signs.nidus->middle_in_patient_mm;
  if (kind.value() == MatrixKind::gas) return signs.tissue.gas_in_patient_mm;
  if (kind.value() == MatrixKind::fat) return signs.tissue.fat_in_patient_mm;
  if (kind.value() == MatrixKind::fluid_level) return largest_level(signs)->middle_in_patient_mm;
  if (kind.value() == MatrixKind::ground_glass)
    return signs.core.point_mm(signs.core.voxels[signs.core.voxels.size() / 2]);
  return std::ranges::max_element(signs.mineral.pieces, {}, &MineralPiece::excess)->middle_in_patient_mm;
}

void tell_mineral(LesionMatrix& found, const MatrixSigns& signs) {
  const LesionMineral& mineral = signs.mineral;
  const auto count = static_cast<double>(signs.core.voxels.size());
  found.mineral_fraction = Quantity{mineral.fraction, Unit::fraction,
                                    std::sqrt(mineral.fraction * (1 - mineral.fraction) / count)};
  found.mineral_components = Quantity{static_cast<double>(mineral.pieces.size()), Unit::count};
  if (mineral.pieces.empty()) {
    const Unknown none{"there is no mineral"};
    found.mineral_hu = found.largest_mineral_share = found.fine_mineral_share = found.ring_arc_score = none;
    return;
  }
  found.mineral_hu = Quantity{mineral.mean_hu, Unit::hu};
  found.largest_mineral_share = Quantity{mineral.largest_share, Unit::fraction};
  found.fine_mineral_share = Quantity{mineral.fine_share, Unit::fraction};
  found.ring_arc_score = Quantity{signs.ring_arc_score, Unit::fraction};
}

void tell_nidus(LesionMatrix& found, const Nidus& nidus) {
  found.nidus_diameter = Quantity{nidus.diameter_mm, Unit::mm, nidus.diameter_sd_mm};
}

/// The nidus may be the whole lesion; its wall shows it even when too little lies inside.
LesionMatrix of_small(const std::optional<Nidus>& nidus, const Unknown& too_small) {
  LesionMatrix found = all_unknown(too_small);
  if (!nidus) return found;
  found.kind = MatrixKind::nidus;
  tell_nidus(found, *nidus);
  found.place_in_patient_mm = nidus->middle_in_patient_mm;
  return found;
}

}  // namespace

LesionMatrix measure_matrix(const CtVolume& ct, const LabelMap& bones, const CtLesionOutline& outline,
                            const ImageQuality& quality, const MatrixParameters& parameters) {
  Measured<ErodedLesion> core =
      eroded_lesion(box_round_outline(ct, bones, outline, round_lesion_mm), outline, quality, parameters);
  if (!core.known()) return all_unknown(core.unknown());
  const auto voxels = static_cast<int>(core.value().voxels.size());
  if (voxels < parameters.matrix_least_voxels)
    return of_small(
        find_nidus(core.value(), parameters),
        Unknown{fmt::format(
            "the lesion is too small: {} voxels lie {:.1f} mm inside of its surface, {} are needed", voxels,
            core.value().erosion_mm, parameters.matrix_least_voxels)});
  const MatrixSigns signs = signs_of(ct, core.value(), quality, parameters);
  LesionMatrix found;
  found.kind = name_matrix(signs, parameters);
  tell_mineral(found, signs);
  found.fat_fraction = Quantity{signs.tissue.fat_fraction, Unit::fraction};
  found.gas_fraction = Quantity{signs.tissue.gas_fraction, Unit::fraction};
  if (signs.tissue.open_voxels < static_cast<std::size_t>(parameters.matrix_least_voxels))
    found.spread = Unknown{"too little even tissue lies away from bone, mineral and gas"};
  else
    found.spread = Quantity{signs.tissue.even_spread_hu, Unit::hu, signs.tissue.even_spread_sd_hu};
  if (const FluidLevel* const level = largest_level(signs))
    found.fluid_level_step = Quantity{level->step_hu, Unit::hu, level->step_sd_hu,
                                      fmt::format("{} levels", signs.levels.value().size())};
  else
    found.fluid_level_step =
        Unknown{signs.levels.known() ? "there is no fluid level" : signs.levels.reason()};
  if (signs.nidus)
    tell_nidus(found, *signs.nidus);
  else
    found.nidus_diameter = Unknown{"there is no nidus"};
  found.place_in_patient_mm = place_of(signs, found.kind);
  return found;
}

}  // namespace osteosign
