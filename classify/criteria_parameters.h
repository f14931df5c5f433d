#pragma once
#include <string_view>

#include "io/values/described.h"

namespace osteosign {

/// What verdicts are held against. A name starts with the id of the criterion that uses it, or with
/// `next_steps`.
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
  double cortex_erosion_shallow_limit_fraction = 0.333;
  double cortex_erosion_deep_limit_fraction = 0.667;
  double cortex_assessed_lowest_fraction = 0.75;
  double next_steps_metastasis_age_years = 50;
};

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
  visit(ParameterDescription{"cortex_breach_limit_mm2",
                             "A cortex with a hole of more than this area is broken.",
                             "methods A5.3: canals of vessels are below 3 mm across, which is 7 mm2", 1, 100},
        p.cortex_breach_limit_mm2);
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
  visit(ParameterDescription{"next_steps_metastasis_age_years",
                             "Above this age a suspicious lesion is worked up as a metastasis first.",
                             "COFER chapter 28, key points: after fifty metastases are the most frequent", 18,
                             100},
        p.next_steps_metastasis_age_years);
}

/// A value that a verdict is held against, with who says so.
struct Threshold {
  double value;
  std::string_view source;
};

/// The threshold of that name. Asking for one that is not described is a bug.
Threshold threshold(const CriteriaParameters& criteria, std::string_view name);

}  // namespace osteosign
