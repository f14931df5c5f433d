#pragma once
#include <Eigen/Core>
#include <array>
#include <concepts>
#include <optional>
#include <type_traits>

#include "features/values/cortex_rows.h"
#include "features/values/lesion.h"
#include "features/values/lesion_site.h"
#include "features/values/matrix_kind.h"
#include "features/values/matrix_rows.h"
#include "features/values/periosteal_pattern.h"
#include "features/values/periosteum_rows.h"
#include "features/values/soft_tissue_rows.h"
#include "features/values/stability_rows.h"
#include "io/values/described.h"

namespace osteosign {

/// What is measured of a lesion on CT. A new measurement is one member here, one described row below, and its
/// code.
struct CtLesionMeasurements {
  MeasuredQuantity volume = Unknown{"not measured"};
  MeasuredQuantity longest_diameter = Unknown{"not measured"};
  MeasuredQuantity perpendicular_diameter = Unknown{"not measured"};
  MeasuredQuantity largest_diameter_3d = Unknown{"not measured"};
  MeasuredQuantity surface_area = Unknown{"not measured"};
  MeasuredQuantity sphericity = Unknown{"not measured"};
  MeasuredQuantity elongation = Unknown{"not measured"};
  MeasuredQuantity flatness = Unknown{"not measured"};
  MeasuredQuantity mean_hu = Unknown{"not measured"};
  MeasuredQuantity sd_hu = Unknown{"not measured"};
  MeasuredQuantity median_hu = Unknown{"not measured"};
  MeasuredQuantity p10_hu = Unknown{"not measured"};
  MeasuredQuantity p90_hu = Unknown{"not measured"};
  MeasuredQuantity lytic_fraction = Unknown{"not measured"};
  MeasuredQuantity sclerotic_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_width = Unknown{"not measured"};
  MeasuredQuantity margin_width_p90 = Unknown{"not measured"};
  MeasuredQuantity margin_sharp_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_wide_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_valid_fraction = Unknown{"not measured"};
  MeasuredQuantity rim_completeness = Unknown{"not measured"};
  MeasuredQuantity rim_thickness = Unknown{"not measured"};
  MeasuredQuantity cortex_thickness = Unknown{"not measured"};
  MeasuredQuantity cortex_least_thickness = Unknown{"not measured"};
  MeasuredQuantity cortex_breach_area = Unknown{"not measured"};
  MeasuredQuantity cortex_breach_arc = Unknown{"not measured"};
  MeasuredQuantity cortex_breach_length = Unknown{"not measured"};
  MeasuredQuantity cortex_involved_circumference = Unknown{"not measured"};
  MeasuredQuantity cortex_erosion_depth = Unknown{"not measured"};
  MeasuredQuantity cortex_erosion_length = Unknown{"not measured"};
  MeasuredQuantity cortex_expansion = Unknown{"not measured"};
  MeasuredQuantity cortex_distance = Unknown{"not measured"};
  MeasuredQuantity cortex_assessed_fraction = Unknown{"not measured"};
  MeasuredQuantity periosteum_layers = Unknown{"not measured"};
  MeasuredQuantity periosteum_length = Unknown{"not measured"};
  MeasuredQuantity periosteum_thickness = Unknown{"not measured"};
  MeasuredQuantity periosteum_coverage = Unknown{"not measured"};
  MeasuredQuantity periosteum_plate_angle = Unknown{"not measured"};
  MeasuredQuantity periosteum_assessed_fraction = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_mass_thickness = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_mass_volume = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_mass_coverage = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_mass_focality = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_mass_contrast = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_fat_plane_loss = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_assessed_fraction = Unknown{"not measured"};
  MeasuredQuantity matrix_mineral_fraction = Unknown{"not measured"};
  MeasuredQuantity matrix_mineral_hu = Unknown{"not measured"};
  MeasuredQuantity matrix_mineral_components = Unknown{"not measured"};
  MeasuredQuantity matrix_largest_mineral_share = Unknown{"not measured"};
  MeasuredQuantity matrix_fine_mineral_share = Unknown{"not measured"};
  MeasuredQuantity matrix_ring_arc_score = Unknown{"not measured"};
  MeasuredQuantity matrix_fat_fraction = Unknown{"not measured"};
  MeasuredQuantity matrix_gas_fraction = Unknown{"not measured"};
  MeasuredQuantity matrix_fluid_level_step = Unknown{"not measured"};
  MeasuredQuantity matrix_spread = Unknown{"not measured"};
  MeasuredQuantity matrix_nidus_diameter = Unknown{"not measured"};
  MeasuredQuantity bone_diameter_share = Unknown{"not measured"};
  MeasuredQuantity proximal_femur_way = Unknown{"not measured"};
  MeasuredQuantity fracture_line_length = Unknown{"not measured"};
  MeasuredQuantity fracture_line_gap = Unknown{"not measured"};
  MeasuredQuantity fracture_line_least_gap = Unknown{"not measured"};
  MeasuredQuantity fracture_line_assessed_fraction = Unknown{"not measured"};
  Measured<DensityClass> density = Unknown{"not measured"};  ///< a word, so it has no row below
  Measured<PeriostealPattern> periosteal_pattern = Unknown{"not measured"};  ///< likewise
  Measured<LongBonePart> long_bone_part = Unknown{"not measured"};           ///< likewise
  Measured<PositionInBone> position_in_bone = Unknown{"not measured"};       ///< likewise
  Measured<MatrixKind> matrix = Unknown{"not measured"};                     ///< likewise
  // Places of the evidence, where there is one.
  std::optional<std::array<Eigen::Vector3d, 2>> longest_diameter_ends_in_patient_mm{};
  std::optional<Eigen::Vector3d> widest_margin_in_patient_mm;
  std::optional<Eigen::Vector3d> cortex_breach_in_patient_mm;
  std::optional<Eigen::Vector3d> deepest_cortex_erosion_in_patient_mm;
  std::optional<Eigen::Vector3d> highest_periosteum_in_patient_mm;
  std::optional<Eigen::Vector3d> farthest_soft_tissue_mass_in_patient_mm;
  std::optional<Eigen::Vector3d> matrix_in_patient_mm;
  std::optional<Eigen::Vector3d> fracture_line_in_patient_mm;
};

/// Calls `visit(MeasurementDescription, member)` for each measurement; `Measurements` is
/// CtLesionMeasurements, const or not.
template <class Measurements, class Visitor>
requires std::same_as<std::remove_const_t<Measurements>, CtLesionMeasurements>
void describe(Measurements& m, Visitor&& visit) {
  visit(MeasurementDescription{"volume", "Volume within the surface at membership 0.5", Unit::mm3,
                               "the outline is empty", "Mesh volume, IBSI", "features/lesion/size.h"},
        m.volume);
  visit(MeasurementDescription{"longest_diameter", "Longest diameter in the plane of the slices", Unit::mm,
                               "no slice holds a contour", "RECIST 1.1, Eur J Cancer 2009;45:228",
                               "features/lesion/diameters.h"},
        m.longest_diameter);
  visit(MeasurementDescription{"perpendicular_diameter",
                               "Longest chord across the longest diameter, in its slice", Unit::mm,
                               "no slice holds a contour", "WHO 1979", "features/lesion/diameters.h"},
        m.perpendicular_diameter);
  visit(
      MeasurementDescription{"largest_diameter_3d", "Largest distance of two points of the surface", Unit::mm,
                             "the outline is empty", "IBSI maximum 3-D diameter", "features/lesion/size.h"},
      m.largest_diameter_3d);
  visit(MeasurementDescription{"surface_area", "Area of the surface at membership 0.5", Unit::mm2,
                               "the outline is empty", "IBSI surface area (mesh)", "features/lesion/size.h"},
        m.surface_area);
  visit(MeasurementDescription{"sphericity", "Area of the ball of equal volume by the area of the surface",
                               Unit::one, "the volume is 0", "IBSI sphericity", "features/lesion/size.h"},
        m.sphericity);
  visit(MeasurementDescription{"elongation", "Second by first principal axis", Unit::one,
                               "fewer than 8 voxels", "IBSI elongation", "features/lesion/size.h"},
        m.elongation);
  visit(MeasurementDescription{"flatness", "Third by first principal axis", Unit::one, "fewer than 8 voxels",
                               "IBSI flatness", "features/lesion/size.h"},
        m.flatness);
  visit(MeasurementDescription{"mean_hu", "Mean of the voxels at least one voxel diagonal inside", Unit::hu,
                               "fewer than 8 voxels lie that deep", "IBSI mean", "features/lesion/density.h"},
        m.mean_hu);
  visit(MeasurementDescription{"sd_hu", "Standard deviation of the same voxels, noise included", Unit::hu,
                               "fewer than 8 voxels lie that deep", "IBSI variance",
                               "features/lesion/density.h"},
        m.sd_hu);
  visit(
      MeasurementDescription{"median_hu", "Median of the same voxels", Unit::hu,
                             "fewer than 8 voxels lie that deep", "IBSI median", "features/lesion/density.h"},
      m.median_hu);
  visit(MeasurementDescription{"p10_hu", "10th percentile of the same voxels", Unit::hu,
                               "fewer than 8 voxels lie that deep", "IBSI 10th percentile",
                               "features/lesion/density.h"},
        m.p10_hu);
  visit(MeasurementDescription{"p90_hu", "90th percentile of the same voxels", Unit::hu,
                               "fewer than 8 voxels lie that deep", "IBSI 90th percentile",
                               "features/lesion/density.h"},
        m.p90_hu);
  visit(MeasurementDescription{"lytic_fraction",
                               "Part of the same voxels that is less dense than the surrounding marrow",
                               Unit::fraction, "fewer than 50 voxels of marrow lie round the lesion",
                               "methods A3.2", "features/lesion/density.h"},
        m.lytic_fraction);
  visit(MeasurementDescription{"sclerotic_fraction",
                               "Part of the same voxels that is denser than the surrounding marrow",
                               Unit::fraction, "fewer than 50 voxels of marrow lie round the lesion",
                               "methods A3.2", "features/lesion/density.h"},
        m.sclerotic_fraction);
  visit(
      MeasurementDescription{
          "margin_width", "Median 10-90 % width of the transition to marrow, blur of the scanner taken off",
          Unit::mm, "the point spread is unknown, or too little of the surface is assessable or has an edge",
          "methods A4.1; Xu et al., Med Phys 2012;39:5405", "features/lesion/margin.h"},
      m.margin_width);
  visit(MeasurementDescription{"margin_width_p90", "90th percentile of the same width over the surface",
                               Unit::mm, "as margin_width", "methods A4.1", "features/lesion/margin.h"},
        m.margin_width_p90);
  visit(MeasurementDescription{"margin_sharp_fraction",
                               "Part of the assessable surface with a width below 3 mm", Unit::fraction,
                               "the point spread is unknown, or too little of the surface is assessable",
                               "methods A4.1", "features/lesion/margin.h"},
        m.margin_sharp_fraction);
  visit(MeasurementDescription{"margin_wide_fraction",
                               "Part of the assessable surface with a width above 5 mm or without an edge",
                               Unit::fraction,
                               "the point spread is unknown, or too little of the surface is assessable",
                               "methods A4.1", "features/lesion/margin.h"},
        m.margin_wide_fraction);
  visit(MeasurementDescription{"margin_valid_fraction",
                               "Part of the surface on which the margin could be assessed", Unit::fraction,
                               "the point spread is unknown, or the outline is empty", "methods A4.1",
                               "features/lesion/margin.h"},
        m.margin_valid_fraction);
  visit(MeasurementDescription{"rim_completeness", "Part of the assessable surface with a dense rim",
                               Unit::fraction,
                               "the point spread is unknown, or too little of the surface is assessable",
                               "methods A4.2", "features/lesion/margin.h"},
        m.rim_completeness);
  visit(MeasurementDescription{"rim_thickness", "Median thickness of the dense rim", Unit::mm,
                               "there is no rim, or too little of the surface is assessable", "methods A4.2",
                               "features/lesion/margin.h"},
        m.rim_thickness);
  describe_cortex_rows(m, visit);
  describe_periosteum_rows(m, visit);
  describe_soft_tissue_rows(m, visit);
  describe_matrix_rows(m, visit);
  describe_stability_rows(m, visit);
}

}  // namespace osteosign
