#pragma once
#include "io/values/described.h"

namespace osteosign {

// What the clinical and laboratory context is held against; part of describe(CriteriaParameters&). The seed
// gives no limits of normal values, apart from PSA: laboratories differ, and a site sets its own.

template <class Parameters, class Visitor>
void describe_ages(Parameters& p, Visitor& visit) {
  visit(ParameterDescription{"context_adolescent_from_years", "From this age on a child is an adolescent.",
                             "WHO: adolescents are 10 to 19 years old", 5, 18},
        p.context_adolescent_from_years);
  visit(ParameterDescription{"context_adult_from_years", "From this age on a patient is an adult.",
                             "usual age of majority", 15, 21},
        p.context_adult_from_years);
  visit(ParameterDescription{"context_young_until_years", "Until this age an adult is a young adult.",
                             "chosen: the seed names young adults and gives no age", 20, 50},
        p.context_young_until_years);
}

template <class Parameters, class Visitor>
void describe_laboratory(Parameters& p, Visitor& visit) {
  constexpr auto usual = "usual upper limit of laboratories; a site sets its own";
  visit(ParameterDescription{"context_esr_high_mm_h", "An ESR above this is high.", usual, 5, 100},
        p.context_esr_high_mm_h);
  visit(ParameterDescription{"context_crp_high_mg_l", "A CRP above this is high.", usual, 1, 100},
        p.context_crp_high_mg_l);
  visit(ParameterDescription{"context_calcium_high_mmol_l", "A calcium above this is high.", usual, 2.2, 3.5},
        p.context_calcium_high_mmol_l);
  visit(ParameterDescription{"context_psa_specific_ng_ml",
                             "A PSA above this is very specific for the prostate.",
                             "COFER chapter 28, section IV.D.1: above 15 ng/mL", 4, 100},
        p.context_psa_specific_ng_ml);
  visit(ParameterDescription{"context_psa_high_ng_ml", "A PSA above this is high.", usual, 1, 20},
        p.context_psa_high_ng_ml);
  visit(ParameterDescription{"context_ca15_3_high_u_ml", "A CA 15-3 above this is high.", usual, 10, 200},
        p.context_ca15_3_high_u_ml);
  visit(ParameterDescription{"context_ca125_high_u_ml", "A CA 125 above this is high.", usual, 10, 200},
        p.context_ca125_high_u_ml);
  visit(ParameterDescription{"context_afp_high_ng_ml", "An AFP above this is high.", usual, 2, 200},
        p.context_afp_high_ng_ml);
  visit(ParameterDescription{"context_beta_hcg_high_iu_l", "A beta-hCG above this is high.", usual, 1, 100},
        p.context_beta_hcg_high_iu_l);
  visit(ParameterDescription{"context_ca19_9_high_u_ml", "A CA 19-9 above this is high.", usual, 10, 200},
        p.context_ca19_9_high_u_ml);
  visit(ParameterDescription{"context_nse_high_ng_ml", "An NSE above this is high.", usual, 5, 100},
        p.context_nse_high_ng_ml);
  visit(
      ParameterDescription{"context_cyfra21_1_high_ng_ml", "A CYFRA 21-1 above this is high.", usual, 1, 50},
      p.context_cyfra21_1_high_ng_ml);
  visit(ParameterDescription{"context_thyroglobulin_high_ng_ml", "A thyroglobulin above this is high.", usual,
                             10, 500},
        p.context_thyroglobulin_high_ng_ml);
}

/// What belongs to the scores and tables beside the signs.
template <class Parameters, class Visitor>
void describe_scores_and_tables(Parameters& p, Visitor& visit) {
  visit(ParameterDescription{"bone_rads_soft_tissue_points", "Points of a soft-tissue mass in ACR Bone-RADS.",
                             "ACR report template of v2023 prints 4; its assessment sheet is quoted with 2",
                             2, 4},
        p.bone_rads_soft_tissue_points);
  visit(ParameterDescription{"bone_rads_scores_sclerotic",
                             "1: ACR Bone-RADS is given for purely sclerotic lesions, too; 0: it is not.",
                             "readers of a validation study decided by the density of the lesion; the exact "
                             "rule could not be read, so that a site confirms it",
                             0, 1},
        p.bone_rads_scores_sclerotic);
  visit(ParameterDescription{"differential_small_lesion_mm",
                             "A lesion with a longest diameter up to this is small, as a nidus is.",
                             "chosen: the seed says small and gives no size", 5, 40},
        p.differential_small_lesion_mm);
  visit(ParameterDescription{"differential_bone_island_mean_hu",
                             "A dense lesion with a higher mean is as dense as a bone island.",
                             "Ulano, AJR 2016;207:362: 885 HU against untreated metastases", 500, 2000},
        p.differential_bone_island_mean_hu);
  visit(ParameterDescription{"differential_bone_island_highest_hu",
                             "So is one whose 90th percentile is higher than this.",
                             "Ulano 2016: maximum above 1060 HU; the percentile, which noise and size hardly "
                             "move, asks for more",
                             500, 2500},
        p.differential_bone_island_highest_hu);
}

}  // namespace osteosign
