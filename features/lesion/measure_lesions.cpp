#include "features/lesion/measure_lesions.h"

#include <algorithm>

#include "features/find/lesion_box.h"
#include "features/find/outline_voxels.h"
#include "features/lesion/diameter_share.h"
#include "features/lesion/diameters.h"
#include "features/lesion/fracture_line.h"
#include "features/lesion/long_bone_part.h"
#include "features/lesion/position_in_bone.h"
#include "features/lesion/size.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

/// The lesion and what the rays and the comparison with marrow reach round it.
LesionBox box_with_surroundings(const CtVolume& ct, const LabelMap& bones, const CtLesionOutline& outline,
                                const CtLesionParameters& parameters) {
  const double reach_mm = std::max(parameters.margin.outward_mm, parameters.density.surroundings_far_mm) + 1;
  return box_round_outline(ct, bones, outline, reach_mm);
}

std::vector<float> distance_from_lesion(const LesionBox& box, const CtLesionOutline& outline) {
  std::vector<std::uint8_t> inside(box.grid.voxel_count(), 0);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    inside[box.grid.index(voxel.x() - box.first[0], voxel.y() - box.first[1], voxel.z() - box.first[2])] = 1;
  });
  return signed_distance_mm(box.grid, inside);
}

}  // namespace

MeasuredCtLesion measure_ct_lesion(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                                   const CtLesionOutline& outline, const CtLesionParameters& parameters) {
  const LesionBox box = box_with_surroundings(ct, bones, outline, parameters);
  const LesionDensityValues density =
      measure_density(box, distance_from_lesion(box, outline), outline, parameters.density);
  const LesionMargin margin = measure_margin(ct, box, outline, quality, parameters.margin);
  const Measured<BoneNearLesion> bone = bone_near_lesion(ct, bones, outline, parameters.cortex);
  const Measured<CortexSurface> surface = undamaged_surface(ct, bone, quality, parameters.cortex);
  const LesionCortex cortex = measure_cortex(ct, bone, surface, quality, parameters.cortex);
  const FractureLine fracture = find_fracture_line(ct, bone, cortex.undamaged_tube, cortex.thickness, quality,
                                                   parameters.fracture_line);
  const LesionPeriosteum periosteum =
      measure_periosteum(ct, bones, bone, quality, parameters.cortex, parameters.periosteum);
  const LesionSoftTissue soft =
      measure_soft_tissue(ct, bones, surface, {outline, cortex, density.median}, parameters.soft_tissue);
  const LesionMatrix matrix = measure_matrix(ct, bones, outline, quality, parameters.matrix);
  CtLesionMeasurements measured{
      .mean_hu = density.mean,
      .sd_hu = density.sd,
      .median_hu = density.median,
      .p10_hu = density.p10,
      .p90_hu = density.p90,
      .lytic_fraction = density.lytic_fraction,
      .sclerotic_fraction = density.sclerotic_fraction,
      .margin_width = margin.width,
      .margin_width_p90 = margin.width_p90,
      .margin_sharp_fraction = margin.sharp_fraction,
      .margin_wide_fraction = margin.wide_fraction,
      .margin_valid_fraction = margin.valid_fraction,
      .rim_completeness = margin.rim_completeness,
      .rim_thickness = margin.rim_thickness,
      .cortex_thickness = cortex.thickness,
      .cortex_least_thickness = cortex.least_thickness,
      .cortex_breach_area = cortex.breach_area,
      .cortex_breach_arc = cortex.breach_arc,
      .cortex_breach_length = cortex.breach_length,
      .cortex_involved_circumference = cortex.involved_circumference,
      .cortex_erosion_depth = cortex.erosion_depth,
      .cortex_erosion_length = cortex.erosion_length,
      .cortex_expansion = cortex.expansion,
      .cortex_distance = cortex.distance,
      .cortex_assessed_fraction = cortex.assessed_fraction,
      .periosteum_layers = periosteum.layers,
      .periosteum_length = periosteum.length,
      .periosteum_thickness = periosteum.thickness,
      .periosteum_coverage = periosteum.coverage,
      .periosteum_plate_angle = periosteum.plate_angle,
      .periosteum_assessed_fraction = periosteum.assessed_fraction,
      .soft_tissue_mass_thickness = soft.mass_thickness,
      .soft_tissue_mass_volume = soft.mass_volume,
      .soft_tissue_mass_coverage = soft.mass_coverage,
      .soft_tissue_mass_focality = soft.mass_focality,
      .soft_tissue_mass_contrast = soft.mass_contrast,
      .soft_tissue_fat_plane_loss = soft.fat_plane_loss,
      .soft_tissue_assessed_fraction = soft.assessed_fraction,
      .matrix_mineral_fraction = matrix.mineral_fraction,
      .matrix_mineral_hu = matrix.mineral_hu,
      .matrix_mineral_components = matrix.mineral_components,
      .matrix_largest_mineral_share = matrix.largest_mineral_share,
      .matrix_fine_mineral_share = matrix.fine_mineral_share,
      .matrix_ring_arc_score = matrix.ring_arc_score,
      .matrix_fat_fraction = matrix.fat_fraction,
      .matrix_gas_fraction = matrix.gas_fraction,
      .matrix_fluid_level_step = matrix.fluid_level_step,
      .matrix_spread = matrix.spread,
      .matrix_nidus_diameter = matrix.nidus_diameter,
      .bone_diameter_share = bone_diameter_share(outline, cortex.undamaged_tube),
      .proximal_femur_way = proximal_femur_way(outline, bones),
      .fracture_line_length = fracture.length,
      .fracture_line_gap = fracture.gap,
      .fracture_line_least_gap = fracture.least_gap,
      .fracture_line_assessed_fraction = fracture.assessed_fraction,
      .density = density.density_class,
      .periosteal_pattern = periosteum.pattern,
      .long_bone_part = long_bone_part(outline, bones),
      .position_in_bone = position_in_bone(outline, cortex.undamaged_tube, cortex.thickness),
      .matrix = matrix.kind,
      .widest_margin_in_patient_mm = margin.widest_in_patient_mm,
      .cortex_breach_in_patient_mm = cortex.breach_in_patient_mm,
      .deepest_cortex_erosion_in_patient_mm = cortex.deepest_erosion_in_patient_mm,
      .highest_periosteum_in_patient_mm = periosteum.place_in_patient_mm,
      .farthest_soft_tissue_mass_in_patient_mm = soft.farthest_in_patient_mm,
      .matrix_in_patient_mm = matrix.place_in_patient_mm,
      .fracture_line_in_patient_mm = fracture.middle_in_patient_mm};
  measure_extent(measured, outline);
  return {std::move(measured), soft.outline_with_mass};
}

void measure_extent(CtLesionMeasurements& measurements, const CtLesionOutline& outline) {
  const LesionSize size = measure_size(outline);
  const InPlaneDiameters diameters = measure_in_plane_diameters(outline);
  measurements.volume = size.volume;
  measurements.longest_diameter = diameters.longest;
  measurements.perpendicular_diameter = diameters.perpendicular;
  measurements.largest_diameter_3d = size.largest_diameter_3d;
  measurements.surface_area = size.surface_area;
  measurements.sphericity = size.sphericity;
  measurements.elongation = size.elongation;
  measurements.flatness = size.flatness;
  measurements.longest_diameter_ends_in_patient_mm = diameters.longest_ends_in_patient_mm;
}

}  // namespace osteosign
