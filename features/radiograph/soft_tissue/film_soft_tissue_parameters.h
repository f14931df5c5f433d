#pragma once
#include "io/values/described.h"

namespace osteosign {

/// Lengths are in widths of the bone: many films have no pixel spacing, and what a mass is hidden by grows
/// with the limb.
struct FilmSoftTissueParameters {
  double farthest_widths = 5;
  double air_fraction = 0.15;
  double collimated_edge_fraction = 0.6;
  double near_widths = 0.1;
  double far_widths = 0.5;
  double margin_widths = 0.3;
  double reach_widths = 2;
  double least_beyond_widths = 0.7;
  double bulge_length_widths = 0.7;
  double beside_widths = 0.5;
  double least_seen_fraction = 0.8;
  double trend_error_widths = 0.03;
  double trend_error_contrast = 0.1;
  double detected_spreads = 3;
};

template <class Visitor>
void describe(FilmSoftTissueParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{"farthest_widths", "how far from the bone the skin is looked for",
                           "chosen: the thigh of a femur of 28 mm is up to 4 widths thick on a side", 1, 12},
      p.farthest_widths);
  visit(ParameterDescription{"air_fraction",
                             "film that is brighter than air by more than this part of the tissue between "
                             "bone and skin is tissue",
                             "chosen on the development phantoms: a straight skin line is taken for the edge "
                             "of a collimator, and a bulge lies beyond it",
                             0.02, 0.6},
        p.air_fraction);
  visit(ParameterDescription{"collimated_edge_fraction",
                             "tissue brighter than this part of its middle just inside of its border ends "
                             "at a collimator: at the skin it grows thin",
                             "chosen on the femur films of even case number: 0.83 at a collimator, 0.08 to "
                             "0.52 at the skin",
                             0.2, 1},
        p.collimated_edge_fraction);
  visit(ParameterDescription{"near_widths", "where the tissue whose density is measured begins",
                             "chosen: beyond the blur of the cortex", 0.02, 0.5},
        p.near_widths);
  visit(ParameterDescription{"far_widths", "and where it ends",
                             "chosen: 14 mm beside a shaft of 28 mm; half as wide as the bone", 0.1, 3},
        p.far_widths);
  visit(ParameterDescription{"margin_widths", "length beyond the lesion that tells nothing of healthy tissue",
                             "chosen on the development phantoms: a mass reaches beyond its lesion", 0, 1},
        p.margin_widths);
  visit(ParameterDescription{"reach_widths", "farthest healthy tissue that is compared with",
                             "chosen: farther away other muscles lie", 0.7, 6},
        p.reach_widths);
  visit(ParameterDescription{"least_beyond_widths",
                             "length of healthy tissue that must be seen above the lesion, and below it",
                             "methods B7: 20 mm, by a shaft of 28 mm", 0.2, 4},
        p.least_beyond_widths);
  visit(ParameterDescription{"bulge_length_widths", "a bulge stands out along at least this length",
                             "methods B7: 20 mm, by a shaft of 28 mm", 0.1, 3},
        p.bulge_length_widths);
  visit(ParameterDescription{"beside_widths", "and within this distance of the lesion along the bone",
                             "chosen: centred on the lesion", 0, 2},
        p.beside_widths);
  visit(ParameterDescription{"least_seen_fraction",
                             "part of the tissue beside the lesion that must be seen on a side", "chosen",
                             0.3, 1},
        p.least_seen_fraction);
  visit(ParameterDescription{"trend_error_widths",
                             "standard deviation of healthy skin from its trend over a gap as long as the "
                             "bone is wide, margins included; in proportion over longer ones",
                             "femur films of even case number: 0.03", 0, 0.5},
        p.trend_error_widths);
  visit(ParameterDescription{"trend_error_contrast",
                             "the same of the density of the tissue, in contrasts of the cortex",
                             "femur films of even case number: 0.1", 0, 2},
        p.trend_error_contrast);
  visit(
      ParameterDescription{"detected_spreads", "a bulge of so many standard deviations would have been seen",
                           "methods B7: mean residual of 3 sigma", 1, 10},
      p.detected_spreads);
}

}  // namespace osteosign
