#pragma once
#include "io/values/described.h"

namespace osteosign {

struct FractureLineParameters {
  double fracture_line_near_mm = 15;
  double fracture_line_least_gap_mm = 0.25;
  double fracture_line_noise_factor = 6;
  double fracture_line_widest_mm = 3;
  double fracture_line_shortest_mm = 20;
  double fracture_line_steepest_deg = 60;
  double fracture_line_side_ratio = 0.6;
  double fracture_line_largest_blur_mm = 1.1;
};

template <class Visitor>
void describe(FractureLineParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{
          "fracture_line_near_mm", "A line is looked for in the cortex this near to the lesion",
          "chosen: a line that weakness at the lesion has caused runs through it or past it", 2, 60},
      p.fracture_line_near_mm);
  visit(ParameterDescription{"fracture_line_least_gap_mm", "Gaps less wide than this are never counted",
                             "chosen: vessels in the cortex are about as wide", 0.05, 2},
        p.fracture_line_least_gap_mm);
  visit(ParameterDescription{"fracture_line_noise_factor",
                             "A gap is wider by this many robust standard deviations than what the cortex "
                             "shows elsewhere",
                             "chosen on development seeds", 3, 20},
        p.fracture_line_noise_factor);
  visit(ParameterDescription{"fracture_line_widest_mm",
                             "What is wider is a hole or a distraction and not a line",
                             "chosen: lesions break through more widely", 1, 10},
        p.fracture_line_widest_mm);
  visit(
      ParameterDescription{
          "fracture_line_shortest_mm", "What is shorter is no line",
          "chosen on real femurs in slices of 3 mm, where shorter ones are unevenness of the cortex", 4, 60},
      p.fracture_line_shortest_mm);
  visit(ParameterDescription{"fracture_line_steepest_deg",
                             "Lines that run more steeply along the bone than this are those of canals",
                             "nutrient canals run within 30 degrees of the axis of a shaft", 10, 80},
        p.fracture_line_steepest_deg);
  visit(ParameterDescription{"fracture_line_side_ratio",
                             "On both sides of a line the cortex has at least this part of its usual density",
                             "chosen: the edge of a breach has cortex on one side alone", 0.2, 0.95},
        p.fracture_line_side_ratio);
  visit(ParameterDescription{"fracture_line_largest_blur_mm",
                             "Not looked for where the blur along the bone (sigma) is larger",
                             "with more a gap is darker than its surroundings over more than the widest gap",
                             0.3, 3},
        p.fracture_line_largest_blur_mm);
}

}  // namespace osteosign
