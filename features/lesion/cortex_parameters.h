#pragma once
#include "io/values/described.h"

namespace osteosign {

struct CortexParameters {
  double cortex_reach_mm = 28;
  double cortex_untrusted_mm = 10;
  double cortex_beside_mm = 3;
  double cortex_reference_from_mm = 8;
  double cortex_point_spacing_mm = 1;
  double cortex_pooling_radius_mm = 1.5;
  double cortex_largest_blur_mm = 0.9;
  double cortex_least_r_squared = 0.9;
  double cortex_assumed_hu = 1500;
  double cortex_breach_mass_mm = 0.2;
  double cortex_breach_mass_ratio = 0.2;
  double cortex_breach_hu = 150;
  double cortex_least_breach_mm2 = 4;
  double cortex_least_eroded_mm2 = 7;
  double cortex_thinned_ratio = 0.5;
  double cortex_unchanged_mm = 1;
  double cortex_eroded_fraction = 0.333;
  double cortex_shell_mass_mm = 0.3;
};

template <class Visitor>
void describe(CortexParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"cortex_reach_mm", "How far from the lesion bone is looked at",
                             "a shaft's circumference on either side of the lesion", 10, 80},
        p.cortex_reach_mm);
  visit(ParameterDescription{"cortex_untrusted_mm",
                             "Within this distance of the lesion the bone mask does not say where the "
                             "undamaged surface was",
                             "thickness of a shaft's cortex and the blur, methods A5.2", 1, 30},
        p.cortex_untrusted_mm);
  visit(ParameterDescription{"cortex_beside_mm",
                             "Cortex is beside the lesion when the lesion is no farther than this from its "
                             "inner face or its outer face",
                             "three pixels of a routine series", 0.5, 15},
        p.cortex_beside_mm);
  visit(ParameterDescription{"cortex_reference_from_mm",
                             "Cortex from this distance of the lesion on shows how thick it was",
                             "twice the blurred border of a lesion, methods A5.3", 2, 50},
        p.cortex_reference_from_mm);
  visit(ParameterDescription{"cortex_point_spacing_mm", "Distance of surface points",
                             "methods A5.1: 1 point for each mm2", 0.5, 3},
        p.cortex_point_spacing_mm);
  visit(ParameterDescription{"cortex_pooling_radius_mm", "Rays of points this near are pooled",
                             "methods A5.1: 1.5 mm", 0.5, 5},
        p.cortex_pooling_radius_mm);
  visit(ParameterDescription{"cortex_largest_blur_mm",
                             "Thickness is not measured along a ray that is blurred more (sigma)",
                             "half of a shaft's cortex at twice the sigma; slices of 1.5 mm stay below in "
                             "every direction, those of 3 mm only within about 20 degrees of their plane",
                             0.3, 3},
        p.cortex_largest_blur_mm);
  visit(ParameterDescription{"cortex_least_r_squared",
                             "A cortex that explains less of its profile is not measured", "methods A5.1", 0,
                             1},
        p.cortex_least_r_squared);
  visit(ParameterDescription{"cortex_assumed_hu",
                             "Density of compact bone where no thick cortex shows it, at 120 kV",
                             "methods A5.1: 1200 mg HA/cc class", 800, 2500},
        p.cortex_assumed_hu);
  visit(ParameterDescription{"cortex_breach_mass_mm", "Cortex of less mass than this is missing",
                             "methods A5.3", 0.05, 2},
        p.cortex_breach_mass_mm);
  visit(ParameterDescription{"cortex_breach_mass_ratio",
                             "Cortex of less mass than this part of the reference is missing", "methods A5.3",
                             0.05, 0.8},
        p.cortex_breach_mass_ratio);
  visit(ParameterDescription{"cortex_breach_hu", "Soft tissue at the surface is less dense", "methods A5.3",
                             80, 400},
        p.cortex_breach_hu);
  visit(ParameterDescription{"cortex_least_breach_mm2", "Smaller holes are not counted", "methods A5.3", 0.5,
                             100},
        p.cortex_least_breach_mm2);
  visit(ParameterDescription{"cortex_least_eroded_mm2", "An erosion covers at least this area",
                             "methods A5.3: canals of vessels are below 3 mm across, which is 7 mm2", 1, 100},
        p.cortex_least_eroded_mm2);
  visit(ParameterDescription{"cortex_thinned_ratio",
                             "Cortex of less mass than this part of the reference is involved",
                             "methods A5.3: thinning", 0.1, 0.95},
        p.cortex_thinned_ratio);
  visit(ParameterDescription{"cortex_unchanged_mm",
                             "Erosion is from inside where the outer surface is no farther than this from "
                             "where it was",
                             "methods A5.3", 0.3, 5},
        p.cortex_unchanged_mm);
  visit(ParameterDescription{"cortex_eroded_fraction",
                             "The length of an erosion is that of the part deeper than this",
                             "ACR Bone-RADS radiographs v2023: less than a third counts as none", 0.1, 0.9},
        p.cortex_eroded_fraction);
  visit(ParameterDescription{"cortex_shell_mass_mm", "An expanded cortex has at least this mass",
                             "methods A5.3", 0.1, 2},
        p.cortex_shell_mass_mm);
}

}  // namespace osteosign
