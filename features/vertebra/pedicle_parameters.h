#pragma once
#include "io/values/described.h"

namespace osteosign {

struct PedicleParameters {
  double grid_step_mm = 0.75;
  double soft_hu = 40;
  double bone_hu = 130;
  double widest_of_body = 0.34;
  double beside_pedicle_mm = 3;
  double length_mm = 10.5;
  double least_part_of_other = 0.5;
  double region_margin_mm = 1.5;
  double largest_cut_fraction = 0.02;
  double ring_cortex_mm = 0.3;
  double cortex_hu = 1200;
  double thickest_slices_mm = 1.5;
  double widest_blur_mm = 1;
  double ratio_thickest_slices_mm = 2.5;
};

template <class Visitor>
void describe_pedicle_region(PedicleParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"grid_step_mm", "Step at which a pedicle is sampled",
                             "a sixth of the narrowest pedicle, methods A2.4: 4.5 mm at T4", 0.2, 2},
        p.grid_step_mm);
  visit(ParameterDescription{"soft_hu", "Density at which a place holds no bone",
                             "Aubrey 2014: muscle 30 to 90 HU", -50, 100},
        p.soft_hu);
  visit(ParameterDescription{"bone_hu", "Density at which half of a place counts as bone",
                             "methods A1.4: 110 to 150 HU", 80, 400},
        p.bone_hu);
  visit(ParameterDescription{"widest_of_body", "Width of a pedicle as a part of that of the body, at most",
                             "methods A2.4: 16.1 mm at L5, whose body is 50 mm wide", 0.1, 0.6},
        p.widest_of_body);
  visit(ParameterDescription{"beside_pedicle_mm", "Bone farther to the side is not pedicle", "methods A2.4",
                             0, 10},
        p.beside_pedicle_mm);
  visit(ParameterDescription{"length_mm", "From the posterior wall to the rear end of a pedicle",
                             "methods A2.4: to the posterior third of a canal of 16 mm", 4, 20},
        p.length_mm);
  visit(ParameterDescription{"least_part_of_other",
                             "A pedicle with a smaller part of the cross-section of the other one and of the "
                             "neighbours does not tell where it should be",
                             "methods A9.3: destroyed below 0.5", 0.1, 1},
        p.least_part_of_other);
  visit(ParameterDescription{"region_margin_mm", "The region of a pedicle reaches this far round it",
                             "two pixels of a routine series", 0, 5},
        p.region_margin_mm);
}
template <class Visitor>
void describe(PedicleParameters& p, Visitor&& visit) {
  describe_pedicle_region(p, visit);
  visit(
      ParameterDescription{"largest_cut_fraction", "A region of which more lies outside of the volume is cut",
                           "less than the noise of a volume ratio", 0, 0.5},
      p.largest_cut_fraction);
  visit(ParameterDescription{"ring_cortex_mm", "A sector of the ring has at least this cortical mass",
                             "methods A9.3", 0.05, 2},
        p.ring_cortex_mm);
  visit(ParameterDescription{"cortex_hu", "Density of compact bone, to which cortical mass refers",
                             "methods A5.1: the 1200 mg HA/cc class, less for the thin cortex of vertebrae",
                             500, 2500},
        p.cortex_hu);
  visit(ParameterDescription{"thickest_slices_mm", "Thicker or farther slices cannot tell the ring",
                             "methods 0.3.2", 0.3, 5},
        p.thickest_slices_mm);
  visit(ParameterDescription{"widest_blur_mm", "A wider point spread cannot tell the ring",
                             "methods 0.4: a hole of 5 mm keeps 90 % of its contrast at 1 mm", 0.3, 3},
        p.widest_blur_mm);
  visit(ParameterDescription{"ratio_thickest_slices_mm",
                             "With thicker slices or wider pixels volumes of pedicles are not compared",
                             "methods 0.3.2; a real lumbar spine with voxels of 3 mm gave a false ratio", 0.5,
                             6},
        p.ratio_thickest_slices_mm);
}

}  // namespace osteosign
