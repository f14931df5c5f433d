#pragma once
#include "io/values/described.h"

namespace osteosign {

// The limits of the criteria on what lies beside a lesion; part of describe(CriteriaParameters&).

template <class Parameters, class Visitor>
void describe_cortex_criterion(Parameters& p, Visitor& visit) {
  visit(ParameterDescription{"cortex_breach_limit_mm2",
                             "A cortex with a hole of more than this area is broken.",
                             "methods A5.3: canals of vessels are below 3 mm across, which is 7 mm2", 1, 100},
        p.cortex_breach_limit_mm2);
  visit(
      ParameterDescription{"cortex_interruption_limit_to_width_ratio",
                           "On a radiograph, a cortex interrupted along more than this share of the width of "
                           "the bone is broken.",
                           "methods B5.3: 2 mm, by a shaft of 28 mm", 0.02, 0.5},
      p.cortex_interruption_limit_to_width_ratio);
  visit(
      ParameterDescription{"cortex_erosion_shallow_limit_fraction",
                           "A cortex that has lost less than this part of its thickness is respected.",
                           "ACR Bone-RADS radiographs v2023 (JACR 2023;20:1044): less than a third counts as "
                           "none",
                           0.05, 0.6},
      p.cortex_erosion_shallow_limit_fraction);
  visit(
      ParameterDescription{"cortex_erosion_deep_limit_fraction",
                           "A cortex that has lost more than this part of its thickness is eroded.",
                           "ACR Bone-RADS radiographs v2023 (JACR 2023;20:1044): more than two thirds is the "
                           "deepest grade",
                           0.2, 0.95},
      p.cortex_erosion_deep_limit_fraction);
  visit(ParameterDescription{"cortex_assessed_lowest_fraction",
                             "A cortex is called respected only when at least this fraction of what lies "
                             "beside the lesion was assessed.",
                             "chosen: a hole could hide in what was not seen", 0.1, 1},
        p.cortex_assessed_lowest_fraction);
}

template <class Parameters, class Visitor>
void describe_periosteum_criterion(Parameters& p, Visitor& visit) {
  visit(
      ParameterDescription{"periosteum_several_layers", "From this number of lamellae on there are several.",
                           "COFER chapter 28, table 28.2: one lamella is benign, several are malignant", 2,
                           5},
      p.periosteum_several_layers);
  visit(ParameterDescription{"periosteum_assessed_lowest_fraction",
                             "The periosteum is called silent only when at least this fraction "
                             "of what lies beside the lesion was assessed.",
                             "chosen: a reaction could hide in what was not seen", 0.1, 1},
        p.periosteum_assessed_lowest_fraction);
  visit(
      ParameterDescription{"periosteum_raised_from_mm",
                           "New bone higher than this, whose form is not told, is neither none nor one "
                           "lamella.",
                           "chosen: three lamellae of methods C1, P6, or the height of an outgrowth", 1, 12},
      p.periosteum_raised_from_mm);
  visit(ParameterDescription{"periosteum_raised_from_widths",
                             "The same on a film without pixel spacing, in widths of the bone.",
                             "the limit in mm by a shaft of 28 mm", 0.03, 0.5},
        p.periosteum_raised_from_widths);
}

template <class Parameters, class Visitor>
void describe_soft_tissue_criterion(Parameters& p, Visitor& visit) {
  visit(ParameterDescription{"soft_tissue_mass_limit_mm",
                             "A mass that reaches farther than this from the bone is a swelling.",
                             "chosen: beyond the 1 to 3 mm by which contours of tumours overlap the cortex; "
                             "methods A7.1 names no limit",
                             1, 40},
        p.soft_tissue_mass_limit_mm);
  visit(ParameterDescription{"soft_tissue_assessed_lowest_fraction",
                             "Soft tissue is called normal only when at least this fraction of it beside the "
                             "lesion was visible.",
                             "chosen: a mass could hide in what was not seen", 0.1, 1},
        p.soft_tissue_assessed_lowest_fraction);
  visit(
      ParameterDescription{"soft_tissue_epidural_limit_mm",
                           "Soft tissue in the place of epidural fat that is thicker than this may belong to "
                           "a lesion of the vertebra and threatens the canal.",
                           "methods A7.1: 3 mm against the neighbouring levels", 1, 15},
      p.soft_tissue_epidural_limit_mm);
  visit(ParameterDescription{"soft_tissue_film_bulge_limit_to_width_ratio",
                             "On a radiograph, skin that stands out beside the lesion by more than this, in "
                             "widths of the bone, is a swelling.",
                             "methods B7: 4 mm, by a shaft of 28 mm", 0.02, 2},
        p.soft_tissue_film_bulge_limit_to_width_ratio);
  visit(ParameterDescription{"soft_tissue_film_bulge_limit_to_depth_fraction",
                             "And by more than this part of the distance of bone and skin.",
                             "methods B7: 15 %", 0.02, 1},
        p.soft_tissue_film_bulge_limit_to_depth_fraction);
  visit(
      ParameterDescription{"soft_tissue_film_density_limit_ratio",
                           "Tissue beside the bone that is brighter than above and below by more than this "
                           "part of the contrast of the cortex is not normal.",
                           "femur films of even case number: 99 % of healthy places are below 0.27", 0.05, 2},
      p.soft_tissue_film_density_limit_ratio);
}

template <class Parameters, class Visitor>
void describe_evolution_criterion(Parameters& p, Visitor& visit) {
  visit(
      ParameterDescription{"evolution_fast_doubling_days",
                           "A lesion grows fast when its volume doubles within this many days, even at the "
                           "smallest growth that fits the measurements.",
                           "chosen: a bone island whose diameter grows by 25 % in 6 months is biopsied; 1.25 "
                           "cubed is a doubling",
                           10, 2000},
      p.evolution_fast_doubling_days);
  visit(
      ParameterDescription{"evolution_slow_doubling_days",
                           "It is slow when its volume takes at least this many days to double, even at the "
                           "largest growth that fits the measurements.",
                           "chosen: malignant tumours are said to double within 30 to 500 days", 30, 10000},
      p.evolution_slow_doubling_days);
}

}  // namespace osteosign
