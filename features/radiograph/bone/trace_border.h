#pragma once
#include "features/radiograph/bone/straight_film.h"
#include "io/values/described.h"

namespace osteosign {

struct BoneTracingParameters {
  double blur_along_widths = 0.015;
  double blur_across_widths = 0.008;
  double step_cost = 0.1;
  double ghost_wave_widths = 1.0;
  double lesion_margin_widths = 0.1;
  double least_edge_fraction = 0.35;
  double least_beyond_widths = 0.5;
  double outward_widths = 0.3;
  double inward_widths = 0.05;
  double thinnest_widths = 0.02;
  double thickest_widths = 0.35;
  double agreeing_errors = 0.6;
};

template <class Visitor>
void describe(BoneTracingParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"blur_along_widths",
                             "blur along the shaft before edges are looked for, in widths of the bone; at "
                             "least one pixel",
                             "methods B2.1: .3 mm of a shaft of 20 mm", 0.002, 0.2},
        p.blur_along_widths);
  visit(ParameterDescription{"blur_across_widths", "the same across the shaft; at least one pixel",
                             "methods B2.1: .3 mm; half of it, since the cortex is thin", 0.002, 0.1},
        p.blur_across_widths);
  visit(ParameterDescription{"step_cost",
                             "cost of a step of the edge to the side, in costs of a pixel of lost edge",
                             "chosen on the development phantoms", 0.001, 5},
        p.step_cost);
  visit(ParameterDescription{"ghost_wave_widths",
                             "the undamaged edge has no waves shorter than this, in widths of the bone",
                             "chosen: a metaphysis flares over its own width", 0.2, 5},
        p.ghost_wave_widths);
  visit(ParameterDescription{"lesion_margin_widths",
                             "border of the lesion that tells nothing of the undamaged bone, in widths",
                             "chosen: outlines end a little before or after the lesion does", 0, 1},
        p.lesion_margin_widths);
  visit(ParameterDescription{"least_edge_fraction", "an edge weaker than this part of the usual one is lost",
                             "methods B5.3: .3 of the running median; a little above", 0.05, 0.9},
        p.least_edge_fraction);
  visit(ParameterDescription{"least_beyond_widths",
                             "length of undamaged shaft that must be traced beyond the lesion, in widths",
                             "chosen", 0.1, 5},
        p.least_beyond_widths);
  visit(ParameterDescription{"outward_widths",
                             "farthest that a border may be pushed out, in widths of the bone", "chosen",
                             0.02, 1},
        p.outward_widths);
  visit(ParameterDescription{"inward_widths", "farthest that it may lie inside of the undamaged one",
                             "chosen: half of a thick cortex", 0.01, 0.3},
        p.inward_widths);
  visit(ParameterDescription{"thinnest_widths", "thinnest cortex, in widths of the bone",
                             "methods B2.1: .5 mm of a shaft of 25 mm", 0.002, 0.2},
        p.thinnest_widths);
  visit(ParameterDescription{"thickest_widths", "thickest cortex, in widths of the bone",
                             "methods B2.1: 12 mm of a shaft of 34 mm", 0.05, 0.5},
        p.thickest_widths);
  visit(ParameterDescription{"agreeing_errors",
                             "a lost edge tells something only where ghost edge and expected border agree to "
                             "this part of how far they may differ",
                             "chosen on the femur films of even case number: over trochanters they differ",
                             0.1, 2},
        p.agreeing_errors);
}

/// The cortex along one straightened border, one value a row; lengths in columns.
struct BorderTrace {
  std::vector<double> outer;  ///< the traced edge, or the ghost edge where it is lost
  std::vector<double> ghost;  ///< where the undamaged edge was
  std::vector<double> thickness;
  std::vector<double> expected_thickness;
  std::vector<double> band_left;
  std::vector<double> band_darker;
  std::vector<double> inner_left;
  std::vector<double> edge_left;
  std::vector<std::uint8_t> traced;
  std::vector<std::uint8_t> seen;
  double band_spread = 0;
  double inner_spread = 0;
  double thickness_spread = 0;
};

/// Outer edge: the steepest rise into the bone by dynamic programming near the expected border; ghost edge:
/// that edge beyond the lesion, smooth and robust, bridged over it; outer edge again near the ghost; inner
/// edge: the steepest fall behind it (methods B2.1). What the cortex is expected to be under the lesion is
/// bridged the same way. Unknown when the edge is not seen along enough of the shaft beyond the lesion.
Measured<BorderTrace> trace_border(const StraightBorder& border, const BoneTracingParameters& parameters);

}  // namespace osteosign
