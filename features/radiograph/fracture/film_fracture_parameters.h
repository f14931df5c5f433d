#pragma once
#include "io/values/described.h"

namespace osteosign {

/// Lengths are in widths of the bone: many films have no pixel spacing.
struct FilmFractureParameters {
  double near_widths = 0.4;
  double lesion_margin_widths = 0.05;
  double least_elsewhere_widths = 0.8;
  double finest_line_widths = 0.012;
  double coarsest_line_widths = 0.04;
  double steepest_slope = 1.5;
  double bend_cost = 1.5;
  double least_excess = 6;
  double least_ratio_to_elsewhere = 1.3;
  double unclear_fraction = 0.7;
  double least_gap_spreads = 4;
  double least_part_fraction = 0.5;
  double greatest_part_fraction = 1.8;
  double greatest_outside_fraction = 0.25;
  double greatest_widening = 1.35;
  double greatest_least_gap_widths = 0.05;
};

template <class Visitor>
void describe(FilmFractureParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"near_widths", "a line is looked for this near to the lesion along the bone",
                             "chosen: 12 mm of a shaft of 30 mm, as on CT (15 mm)", 0.1, 1.5},
        p.near_widths);
  visit(ParameterDescription{"lesion_margin_widths", "margin of the lesion in which no line is judged",
                             "chosen: edges of lesions are dark on one side", 0, 0.3},
        p.lesion_margin_widths);
  visit(ParameterDescription{"least_elsewhere_widths",
                             "length of the same bone away from the lesion whose lines must be known",
                             "chosen: several independent lines", 0.3, 3},
        p.least_elsewhere_widths);
  visit(
      ParameterDescription{"finest_line_widths", "half width (sigma) of the thinnest line; at least a pixel",
                           "chosen: .35 mm of a shaft of 30 mm", 0.002, 0.1},
      p.finest_line_widths);
  visit(ParameterDescription{"coarsest_line_widths", "half width (sigma) of the widest line",
                             "chosen: 1.2 mm of a shaft of 30 mm: wider is a hole", 0.01, 0.2},
        p.coarsest_line_widths);
  visit(ParameterDescription{"steepest_slope", "steepest line, along the bone per across it",
                             "as on CT: nutrient canals run within 30 degrees of the axis", 0.2, 2},
        p.steepest_slope);
  visit(
      ParameterDescription{"bend_cost", "cost of a step of the line beside its slope, in spreads of the bone",
                           "chosen on development phantoms", 0.1, 20},
      p.bend_cost);
  visit(ParameterDescription{"least_excess",
                             "a line is darker than the darkest lines elsewhere in the same bone are on the "
                             "average by this many of their robust spreads",
                             "chosen on development phantoms and the femur films of even case number", 2, 50},
        p.least_excess);
  visit(ParameterDescription{"least_ratio_to_elsewhere",
                             "and by this many times the excess of the darkest of them",
                             "chosen on development phantoms and the femur films of even case number", 1, 5},
        p.least_ratio_to_elsewhere);
  visit(ParameterDescription{"unclear_fraction",
                             "from this part of the needed excess on it is not said that there is no line",
                             "chosen on the femur films of even case number", 0.2, 1},
        p.unclear_fraction);
  visit(ParameterDescription{"least_gap_spreads",
                             "the gap is wider than what the same line shows elsewhere by this many of its "
                             "robust spreads",
                             "chosen on development phantoms and the femur films of even case number", 1, 20},
        p.least_gap_spreads);
  visit(
      ParameterDescription{"least_part_fraction",
                           "part of the gap that either cortex and what lies between them must show",
                           "chosen on the femur films of even case number: what overlies differs more", 0, 1},
      p.least_part_fraction);
  visit(ParameterDescription{"greatest_part_fraction", "and the most that one of them may show",
                             "chosen on the femur films of even case number", 1, 10},
        p.greatest_part_fraction);
  visit(
      ParameterDescription{"greatest_outside_fraction",
                           "a line that goes on beyond both borders with more than this part of its depth is "
                           "none of the bone",
                           "chosen on the femur films of even case number: gaps 0.2, folds of skin more",
                           0.05, 1},
      p.greatest_outside_fraction);
  visit(
      ParameterDescription{"greatest_widening",
                           "not looked for where the bone is wider than this many times its usual width here",
                           "chosen: growth plates lie where a bone is wide", 1.05, 3},
      p.greatest_widening);
  visit(
      ParameterDescription{"greatest_least_gap_widths",
                           "unknown when a gap of this width would not have been seen, in widths of the bone",
                           "chosen: 1.5 mm of a shaft of 30 mm", 0.01, 0.3},
      p.greatest_least_gap_widths);
}

}  // namespace osteosign
