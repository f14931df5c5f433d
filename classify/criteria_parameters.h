#pragma once
#include <string_view>

#include "classify/context_parameters.h"
#include "classify/film_vertebra_criteria_rows.h"
#include "classify/lesion_criteria_rows.h"
#include "io/values/described.h"

namespace osteosign {

/// What verdicts are held against. A name starts with the id of the criterion that uses it, with
/// `lost_height` (both criteria of collapse use it), or with what stands beside the criteria: `context`,
/// `bone_rads`, `sins`, `fracture_line`, `differential`, `next_steps`.
struct CriteriaParameters {
  double margin_sharp_limit_mm = 3;
  double margin_wide_limit_mm = 5;
  double margin_sharp_limit_to_radius_ratio = 0.36;
  double margin_wide_limit_to_radius_ratio = 0.60;
  double margin_sharp_lowest_fraction = 0.75;
  double margin_wide_highest_fraction = 0.25;
  double margin_valid_lowest_fraction = 0.50;
  double lytic_zone_rim_lowest_fraction = 0.75;
  double cortex_breach_limit_mm2 = 7;
  double cortex_interruption_limit_to_width_ratio = 0.07;
  double cortex_erosion_shallow_limit_fraction = 0.333;
  double cortex_erosion_deep_limit_fraction = 0.667;
  double cortex_assessed_lowest_fraction = 0.75;
  double periosteum_several_layers = 2;
  double periosteum_assessed_lowest_fraction = 0.75;
  double periosteum_raised_from_mm = 4;
  double periosteum_raised_from_widths = 0.14;
  double soft_tissue_mass_limit_mm = 5;
  double soft_tissue_assessed_lowest_fraction = 0.9;
  double soft_tissue_epidural_limit_mm = 3;
  double soft_tissue_film_bulge_limit_to_width_ratio = 0.14;
  double soft_tissue_film_bulge_limit_to_depth_fraction = 0.15;
  double soft_tissue_film_density_limit_ratio = 0.35;
  double evolution_fast_doubling_days = 190;
  double evolution_slow_doubling_days = 500;
  double vertebral_lysis_volume_mm3 = 300;
  double vertebral_lysis_negligible_mm3 = 100;
  double vertebral_lysis_cortical_defect_mm2 = 12;
  double vertebral_lysis_film_lucent_share = 0.2;
  double vertebral_lysis_film_lost_contrast = 0.3;
  double pedicle_absent_destroyed_fraction = 0.5;
  double pedicle_absent_intact_fraction = 0.8;
  double pedicle_absent_isthmus_fraction = 1.0 / 3;
  double pedicle_absent_film_lost_below = 0.6;
  double pedicle_absent_film_seen_from = 0.75;
  double pedicle_absent_film_asymmetry_z = 3;
  double lost_height_lowest_fraction = 0.20;
  double asymmetric_collapse_residual_deg = 5;
  double asymmetric_collapse_scoliosis_cobb_deg = 10;
  double asymmetric_collapse_scoliosis_margin_deg = 2;
  double posterior_wall_bulge_mm = 2;
  double posterior_wall_convexity = 0.5;
  double posterior_wall_breach_mm2 = 12;
  double posterior_wall_seen_lowest_fraction = 0.5;
  double posterior_wall_film_bulge_fraction = 0.06;
  double posterior_wall_film_convex_share = 0.5;
  double posterior_wall_film_lost_contrast = 0.3;
  double trabecular_heterogeneity_sd_z = 2.5;
  double trabecular_heterogeneity_octant_ratio = 3;
  double trabecular_heterogeneity_film_texture_z = 8;
  double fracture_above_t5_thoracic_number = 5;
  double sins_shift_mm = 3;
  double fracture_line_assessed_lowest_fraction = 0.75;
  double next_steps_metastasis_age_years = 50;
  double next_steps_canal_narrowing_fraction = 0.25;
  double context_adolescent_from_years = 10;
  double context_adult_from_years = 18;
  double context_young_until_years = 35;
  double context_esr_high_mm_h = 20;
  double context_crp_high_mg_l = 5;
  double context_calcium_high_mmol_l = 2.6;
  double context_psa_specific_ng_ml = 15;
  double context_psa_high_ng_ml = 4;
  double context_ca15_3_high_u_ml = 30;
  double context_ca125_high_u_ml = 35;
  double context_afp_high_ng_ml = 10;
  double context_beta_hcg_high_iu_l = 5;
  double context_ca19_9_high_u_ml = 37;
  double context_nse_high_ng_ml = 16;
  double context_cyfra21_1_high_ng_ml = 3.3;
  double context_thyroglobulin_high_ng_ml = 55;
  double bone_rads_soft_tissue_points = 4;
  double bone_rads_scores_sclerotic = 0;
  double differential_small_lesion_mm = 20;
  double differential_bone_island_mean_hu = 885;
  double differential_bone_island_highest_hu = 1060;
};

/// The part of them that vertebrae are held against.
template <class Visitor>
void describe_vertebral(CriteriaParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"vertebral_lysis_volume_mm3",
                             "A region of soft-tissue density in a vertebra from this volume on is lysis.",
                             "methods A3.2: lesions are reported from 0.3 cm3 on", 20, 10000},
        p.vertebral_lysis_volume_mm3);
  visit(ParameterDescription{"vertebral_lysis_negligible_mm3",
                             "Below this volume such a region is left out of the verdict.",
                             "methods A3.2: least volume of a candidate 0.1 cm3", 1, 10000},
        p.vertebral_lysis_negligible_mm3);
  visit(ParameterDescription{"vertebral_lysis_cortical_defect_mm2",
                             "A gap of the cortex of the body from this area on is lysis.",
                             "methods A9.1: least area of a breach of the posterior wall 12 mm2", 2, 500},
        p.vertebral_lysis_cortical_defect_mm2);
  visit(ParameterDescription{"pedicle_absent_destroyed_fraction",
                             "A pedicle with less than this part of the volume that is expected, or of its "
                             "ring of cortex when it has lost volume, is destroyed.",
                             "methods A9.3 starting value: destroyed < 0.5", 0.05, 0.8},
        p.pedicle_absent_destroyed_fraction);
  visit(ParameterDescription{"pedicle_absent_intact_fraction",
                             "A pedicle with at least this part of both is there.",
                             "methods A9.3 starting value: partly destroyed 0.5 to 0.8", 0.3, 1},
        p.pedicle_absent_intact_fraction);
  visit(ParameterDescription{"pedicle_absent_isthmus_fraction",
                             "A pedicle that has lost volume is destroyed where less than this part of the "
                             "isthmus that is expected is left.",
                             "chosen on the development phantoms: 0 to 0.21 left of removed pedicles", 0.05,
                             0.8},
        p.pedicle_absent_isthmus_fraction);
  visit(ParameterDescription{"lost_height_lowest_fraction",
                             "A vertebra that has lost this fraction of a height, or is lower by it on one "
                             "side, has collapsed.",
                             "Genant et al., J Bone Miner Res 1993;8:1137: mild deformity from 20 %", 0.05,
                             0.6},
        p.lost_height_lowest_fraction);
  visit(ParameterDescription{"asymmetric_collapse_residual_deg",
                             "A collapse with this coronal wedge beyond the curve of the spine is "
                             "asymmetric.",
                             "methods A9.5 starting value: 5 degrees", 1, 30},
        p.asymmetric_collapse_residual_deg);
  visit(ParameterDescription{"asymmetric_collapse_scoliosis_cobb_deg",
                             "From this Cobb angle on the spine has a scoliosis.",
                             "methods A9.5: a Cobb angle of 10 degrees or more lowers the confidence", 5, 45},
        p.asymmetric_collapse_scoliosis_cobb_deg);
  visit(ParameterDescription{"asymmetric_collapse_scoliosis_margin_deg",
                             "In a scoliosis the wedge must exceed its limit by this much more.",
                             "chosen: no published value; the scatter of one wedge against a smooth curve", 0,
                             20},
        p.asymmetric_collapse_scoliosis_margin_deg);
  visit(ParameterDescription{"posterior_wall_bulge_mm",
                             "A posterior wall that stands in the canal by this much bulges.",
                             "methods A9.1 starting value: 2 mm", 0.5, 10},
        p.posterior_wall_bulge_mm);
  visit(ParameterDescription{"posterior_wall_convexity",
                             "A bulge at least this convex is an arch; below, it is a corner pushed back.",
                             "chosen: the middle between the arch (1) and the angle (0) of methods A9.1",
                             0.05, 0.95},
        p.posterior_wall_convexity);
  visit(
      ParameterDescription{"posterior_wall_breach_mm2", "A posterior wall with a gap of this area is broken.",
                           "methods A9.1 starting value: 12 mm2", 2, 500},
      p.posterior_wall_breach_mm2);
  visit(ParameterDescription{"posterior_wall_seen_lowest_fraction",
                             "A wall is called intact only when this fraction of it was seen.",
                             "chosen: the larger part of the wall must have been seen", 0.1, 1},
        p.posterior_wall_seen_lowest_fraction);
  describe_film_vertebra_criteria(p, visit);
  visit(ParameterDescription{"trabecular_heterogeneity_sd_z",
                             "A frame whose spread lies more than this many robust spreads above that of the "
                             "neighbours is heterogeneous.",
                             "methods A9.6 starting value: above 2.5", 1, 10},
        p.trabecular_heterogeneity_sd_z);
  visit(ParameterDescription{"trabecular_heterogeneity_octant_ratio",
                             "So is one whose octants differ by more than this many times what they do in "
                             "the neighbours.",
                             "methods A9.6 starting value: above 3", 1.2, 20},
        p.trabecular_heterogeneity_octant_ratio);
  visit(ParameterDescription{"fracture_above_t5_thoracic_number",
                             "A fracture above the thoracic vertebra of this number is malignant; at it or "
                             "below, benign.",
                             "COFER chapter 28, box on vertebral lesions: T5; others say T7 (methods A9.7)",
                             2, 12},
        p.fracture_above_t5_thoracic_number);
  visit(ParameterDescription{"sins_shift_mm",
                             "Of SINS: a body has slipped when its back lies farther than this from that of "
                             "its neighbour.",
                             "usual limit of a slip on an image taken at rest: 3 mm; Fisher 2010 gives none",
                             1, 15},
        p.sins_shift_mm);
  visit(ParameterDescription{"fracture_line_assessed_lowest_fraction",
                             "No fracture line is said only when at least this part of the cortex near the "
                             "lesion was looked at.",
                             "as of the criterion of the cortex", 0.1, 1},
        p.fracture_line_assessed_lowest_fraction);
}

template <class Visitor>
void describe(CriteriaParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"margin_sharp_limit_mm",
                             "On CT, a margin whose median width is below this is sharp.",
                             "methods A4.1 starting value: sharp = W < 3 mm", 0.5, 20},
        p.margin_sharp_limit_mm);
  visit(ParameterDescription{"margin_wide_limit_mm",
                             "On CT, a margin whose median width is above this is blurred.",
                             "methods A4.1 starting value: ill-defined = W > 5 mm", 1, 40},
        p.margin_wide_limit_mm);
  visit(
      ParameterDescription{
          "margin_sharp_limit_to_radius_ratio",
          "On a radiograph, a margin narrower than this share of the lesion's radius is sharp.",
          "methods B4: a perfectly sharp sphere shows 0.30 of its radius in a window of 0.6 "
          "radii; 0.36 leaves 3 mm of blur at a radius of 15 mm",
          0.05, 1},
      p.margin_sharp_limit_to_radius_ratio);
  visit(
      ParameterDescription{
          "margin_wide_limit_to_radius_ratio",
          "On a radiograph, a margin wider than this share of the lesion's radius is blurred.",
          "methods B4: above the 0.56 that a perfectly sharp sphere shows in any window", 0.3, 3},
      p.margin_wide_limit_to_radius_ratio);
  visit(ParameterDescription{"margin_sharp_lowest_fraction",
                             "A margin is sharp when at least this fraction of it is.",
                             "methods A4.1 starting value: sharp = at least 75 % of the surface", 0.5, 1},
        p.margin_sharp_lowest_fraction);
  visit(ParameterDescription{"margin_wide_highest_fraction",
                             "A margin is blurred when more than this fraction of it is wide.",
                             "methods A4.1 starting value: ill-defined = more than 25 %", 0.05, 0.5},
        p.margin_wide_highest_fraction);
  visit(
      ParameterDescription{
          "margin_valid_lowest_fraction",
          "A margin is called sharp only when at least this fraction of it could be measured.",
          "chosen: the larger part of the margin must have been seen", 0.1, 1},
      p.margin_valid_lowest_fraction);
  visit(ParameterDescription{"lytic_zone_rim_lowest_fraction",
                             "A sclerotic rim goes round the lesion when it covers more than this fraction.",
                             "methods A4.2: complete = more than 75 %", 0.3, 1},
        p.lytic_zone_rim_lowest_fraction);
  describe_cortex_criterion(p, visit);
  describe_periosteum_criterion(p, visit);
  describe_soft_tissue_criterion(p, visit);
  describe_evolution_criterion(p, visit);
  describe_vertebral(p, visit);
  visit(ParameterDescription{"next_steps_metastasis_age_years",
                             "Above this age a suspicious lesion is worked up as a metastasis first.",
                             "COFER chapter 28, key points: after fifty metastases are the most frequent", 18,
                             100},
        p.next_steps_metastasis_age_years);
  visit(ParameterDescription{"next_steps_canal_narrowing_fraction",
                             "A spinal canal that has lost this part of its area is threatened.",
                             "chosen: the seed names the threat and gives no limit", 0.05, 0.9},
        p.next_steps_canal_narrowing_fraction);
  describe_ages(p, visit);
  describe_laboratory(p, visit);
  describe_scores_and_tables(p, visit);
}

/// A value that a verdict is held against, with who says so.
struct Threshold {
  double value;
  std::string_view source;
};

/// The threshold of that name. Asking for one that is not described is a bug.
Threshold threshold(const CriteriaParameters& criteria, std::string_view name);

}  // namespace osteosign
