#pragma once
#include "io/values/described.h"

namespace osteosign {

struct PosteriorWallParameters {
  double widest_half_mm = 12;
  double half_width_of_body = 0.22;
  double grid_step_mm = 1;
  double row_step_mm = 1;
  double least_bone_rise_hu = 90;
  double lowest_bone_hu = 110;
  double cortex_hu = 1200;
  double least_r_squared = 0.6;
  double largest_depth_mm = 2.5;
  double corner_reach_mm = 4;
  double corner_hollow_mm = 1;
  double bulge_counts_above_mm = 1;
  double bulge_percentile = 98;
  double least_seen_fraction = 0.4;
  double vein_half_width_mm = 6;
  double vein_height_share = 0.35;
  double breach_cortex_mm = 0.2;
  double breach_part_of_wall = 0.2;
  double breach_edge_part_of_wall = 0.5;
  double breach_highest_hu = 150;
  double least_cortex_in_spreads = 3;
  double least_breach_mm2 = 12;
  double thickest_slices_mm = 1.5;
  double widest_blur_mm = 1;
};

template <class Visitor>
void describe_wall_rays(PosteriorWallParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"widest_half_mm", "Largest distance from the midline at which the wall is seen",
                             "methods A9.1: u in [-12, 12] mm", 3, 20},
        p.widest_half_mm);
  visit(ParameterDescription{"half_width_of_body", "The same as a part of the width of the body",
                             "keeps clear of the pedicles: 0.5 of the interpedicular distance of T5 and L3",
                             0.05, 0.5},
        p.half_width_of_body);
  visit(ParameterDescription{"grid_step_mm", "Distance of rays from side to side", "methods A9.1: 1 mm", 0.3,
                             3},
        p.grid_step_mm);
  visit(ParameterDescription{"row_step_mm", "Distance of rays along the axis",
                             "methods A9.1 has 0.5 mm; rays are pooled over 3 rows", 0.3, 3},
        p.row_step_mm);
  visit(ParameterDescription{"least_bone_rise_hu", "Bone begins at least this far above the canal",
                             "half of the way to cancellous bone of 200 HU", 20, 400},
        p.least_bone_rise_hu);
  visit(ParameterDescription{"lowest_bone_hu", "Bone begins at no less",
                             "methods A1.4, its value for osteoporosis", 50, 300},
        p.lowest_bone_hu);
  visit(ParameterDescription{"cortex_hu", "Density of compact bone, to which cortical mass refers",
                             "methods A5.1: the 1200 mg HA/cc class, less for the thin cortex of vertebrae",
                             500, 2500},
        p.cortex_hu);
  visit(ParameterDescription{"least_r_squared", "An edge that explains less of its profile is none",
                             "methods A9.1", 0, 1},
        p.least_r_squared);
  visit(
      ParameterDescription{"largest_depth_mm",
                           "A place that lies deeper in front of the smooth wall belongs to a gap or a vein",
                           "twice the normal concavity", 0.5, 10},
      p.largest_depth_mm);
}
template <class Visitor>
void describe_wall_bulge(PosteriorWallParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"corner_reach_mm", "The corners are read from rows this near to an endplate",
                             "a sixth of the height of a lumbar body", 2, 10},
        p.corner_reach_mm);
  visit(ParameterDescription{"corner_hollow_mm",
                             "Where the wall lies farther in front of its chord, a corner may stand out",
                             "chosen on the development phantoms", 0.2, 5},
        p.corner_hollow_mm);
  visit(ParameterDescription{"bulge_counts_above_mm", "The area of a bulge counts from here", "methods A9.1",
                             0.1, 5},
        p.bulge_counts_above_mm);
  visit(ParameterDescription{"bulge_percentile",
                             "Least percentile of the way beyond the references that is reported; a bulge "
                             "whose top is higher has that",
                             "methods A9.1", 50, 100},
        p.bulge_percentile);
  visit(ParameterDescription{"least_seen_fraction", "Below this share of the wall nothing is said of a bulge",
                             "both corners and the middle must be among what was seen", 0, 1},
        p.least_seen_fraction);
}
template <class Visitor>
void describe_wall_breach(PosteriorWallParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"vein_half_width_mm", "Half width of the window of the basivertebral vein",
                             "methods A9.1", 0, 15},
        p.vein_half_width_mm);
  visit(ParameterDescription{"vein_height_share", "Central share of the height that the window takes",
                             "methods A9.1", 0, 1},
        p.vein_height_share);
  visit(
      ParameterDescription{"breach_cortex_mm", "A gap has less cortical mass", "methods A9.1, A5.3", 0.02, 1},
      p.breach_cortex_mm);
  visit(ParameterDescription{"breach_part_of_wall",
                             "A gap has less than this part of that of the wall round it", "methods A5.3",
                             0.02, 0.9},
        p.breach_part_of_wall);
  visit(
      ParameterDescription{
          "breach_edge_part_of_wall",
          "Round a gap, the area counts to where the wall has this part of its cortical mass",
          "half of a blurred edge lies where the edge is", 0.1, 0.9},
      p.breach_edge_part_of_wall);
  visit(ParameterDescription{"breach_highest_hu", "Where there is more, bone goes through", "methods A5.3",
                             50, 400},
        p.breach_highest_hu);
  visit(ParameterDescription{"least_cortex_in_spreads",
                             "A gap has less cortical mass than the wall's by this many of its own spreads",
                             "3 spreads: one place in 700 of an intact wall looks like a gap", 1, 10},
        p.least_cortex_in_spreads);
  visit(ParameterDescription{"least_breach_mm2", "Smaller gaps are not reported", "methods A9.1", 1, 100},
        p.least_breach_mm2);
  visit(ParameterDescription{"thickest_slices_mm", "Thicker or farther slices cannot tell a gap",
                             "methods 0.3.2", 0.3, 5},
        p.thickest_slices_mm);
  visit(ParameterDescription{"widest_blur_mm", "A wider point spread cannot tell a gap",
                             "methods 0.4: a hole of 5 mm keeps 90 % of its contrast at 1 mm", 0.3, 3},
        p.widest_blur_mm);
}
template <class Visitor>
void describe(PosteriorWallParameters& p, Visitor&& visit) {
  describe_wall_rays(p, visit);
  describe_wall_bulge(p, visit);
  describe_wall_breach(p, visit);
}

}  // namespace osteosign
