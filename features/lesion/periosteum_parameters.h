#pragma once
#include "io/values/described.h"

namespace osteosign {

struct PeriosteumParameters {
  double periosteum_reach_mm = 15;
  double periosteum_height_mm = 12;
  double periosteum_largest_slice_mm = 1.5;
  double periosteum_largest_blur_mm = 0.9;
  double periosteum_bone_hu = 80;
  double periosteum_bone_noises = 4;
  double periosteum_valley_part = 0.25;
  double periosteum_resolved_sigmas = 2.2;
  double periosteum_finest_spacing_mm = 1.0;
  double periosteum_thickened_mm = 0.7;
  double periosteum_filled_part = 0.65;
  double periosteum_plate_deg = 25;
  double periosteum_spicule_deg = 60;
  double periosteum_least_area_mm2 = 12;
  double periosteum_gap_mm = 5;
  double periosteum_host_gap_mm = 3;
  double periosteum_outgrowth_mm = 4;
  double periosteum_outgrowth_slimness = 0.35;
};

template <class Visitor>
void describe(PeriosteumParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"periosteum_reach_mm",
                             "New bone counts when a part of it is no farther than this from the lesion",
                             "methods A6: host bone within 15 mm", 2, 28},
        p.periosteum_reach_mm);
  visit(ParameterDescription{"periosteum_height_mm", "How far outward from the surface is looked",
                             "methods A6: 12 mm", 4, 30},
        p.periosteum_height_mm);
  visit(ParameterDescription{"periosteum_largest_slice_mm",
                             "In thicker slices nothing is said but on outgrowths",
                             "methods A6: no statement on the periosteum above 1.5 mm", 0.5, 5},
        p.periosteum_largest_slice_mm);
  visit(ParameterDescription{"periosteum_largest_blur_mm",
                             "A place whose ray is blurred more (sigma) is not assessed",
                             "methods A5.1, as for the thickness of cortex", 0.3, 3},
        p.periosteum_largest_blur_mm);
  visit(ParameterDescription{"periosteum_bone_hu", "New bone is this much denser than the soft tissue",
                             "methods A6: 80 HU", 30, 400},
        p.periosteum_bone_hu);
  visit(ParameterDescription{"periosteum_bone_noises", "And by this many standard deviations of the noise",
                             "methods A6: 4", 2, 10},
        p.periosteum_bone_noises);
  visit(ParameterDescription{"periosteum_valley_part",
                             "Between two layers the density falls by more than this part of the lower one",
                             "methods A6: 25 %", 0.05, 0.8},
        p.periosteum_valley_part);
  visit(ParameterDescription{"periosteum_resolved_sigmas",
                             "Layers are resolved when their spacing is above so many sigmas of the blur",
                             "methods A6: 2.2", 1.5, 5},
        p.periosteum_resolved_sigmas);
  visit(ParameterDescription{"periosteum_finest_spacing_mm",
                             "Spacing of the finest lamellae that thickened bone may be made of",
                             "methods C1, P6: 0.4 mm thick, 0.6 mm apart", 0.4, 3},
        p.periosteum_finest_spacing_mm);
  visit(
      ParameterDescription{
          "periosteum_thickened_mm",
          "Bone whose outer face lies this far outside of the undamaged surface is thickened",
          "methods A6: 0.7 mm", 0.3, 5},
      p.periosteum_thickened_mm);
  visit(ParameterDescription{"periosteum_filled_part",
                             "Thickened bone of at least this part of the density of compact bone is solid; "
                             "lamellae 0.4 mm thick and 0.6 mm apart fill less than half",
                             "chosen between these lamellae and compact bone", 0.4, 0.95},
        p.periosteum_filled_part);
  visit(ParameterDescription{"periosteum_plate_deg",
                             "Plates whose normal is within this angle of the surface normal are lamellae",
                             "methods A6: 25 degrees", 5, 45},
        p.periosteum_plate_deg);
  visit(ParameterDescription{"periosteum_spicule_deg", "From this angle on they are spicules",
                             "methods A6: 60 degrees", 45, 85},
        p.periosteum_spicule_deg);
  visit(ParameterDescription{"periosteum_least_area_mm2", "Smaller patches of new bone are not counted",
                             "chosen on the development phantoms: three areas of the pooled rays", 3, 200},
        p.periosteum_least_area_mm2);
  visit(
      ParameterDescription{"periosteum_gap_mm",
                           "A lamella that ends freely and begins again beyond this distance is interrupted; "
                           "behind the free end of Codman's plate there is none within it",
                           "methods A6: 5 mm", 2, 30},
      p.periosteum_gap_mm);
  visit(ParameterDescription{"periosteum_host_gap_mm",
                             "Mineral that touches no bone is left out unless it is a plate nearer than this",
                             "methods A6: myositis has a gap of 3 mm all round", 0.5, 10},
        p.periosteum_host_gap_mm);
  visit(ParameterDescription{"periosteum_outgrowth_mm", "An outgrowth is at least this high",
                             "chosen: lower ones are told from solid new bone by nothing", 2, 12},
        p.periosteum_outgrowth_mm);
  visit(ParameterDescription{"periosteum_outgrowth_slimness",
                             "And its height is at least this part of its longest extent on the bone",
                             "chosen: solid new bone is spread out along the shaft", 0.1, 2},
        p.periosteum_outgrowth_slimness);
}

}  // namespace osteosign
