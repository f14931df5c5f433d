#pragma once
#include "io/values/described.h"

namespace osteosign {

/// Lengths are in mm; on a film without pixel spacing, in parts of the width of the bone (see
/// `bone_width_mm`).
struct FilmPeriosteumParameters {
  double bone_width_mm = 28;
  double height_mm = 12;
  double reach_mm = 15;
  double coarsest_pixel_mm = 0.3;
  double least_contrast = 0.05;
  double least_noises = 4;
  double least_face_contrast = 0.1;
  double least_length_mm = 3;
  double least_area_mm2 = 1;
  double averaged_length_mm = 8;
  double valley_part = 0.06;
  double resolved_px = 3;
  double layered_part = 0.5;
  double cortex_left = 0.2;
  int least_spicules = 4;
  double spicules_apart_mm = 5;
  double fan_deg_per_mm = 1.5;
  double gap_mm = 5;
  double codman_height_mm = 1.5;
  double codman_rise_deg = 8;
  double free_end_mm = 0.8;
  double outgrowth_height_mm = 4;
  double outgrowth_slimness = 0.35;
  double filled_part = 0.6;
};

template <class Visitor>
void describe(FilmPeriosteumParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"bone_width_mm",
                             "on a film without pixel spacing, all lengths are relative to a bone of this "
                             "width",
                             "shaft of a femur, 27 to 30 mm", 5, 60},
        p.bone_width_mm);
  visit(ParameterDescription{"height_mm", "how far outward from the bone is looked", "methods B6: 12 mm", 4,
                             30},
        p.height_mm);
  visit(
      ParameterDescription{"reach_mm", "new bone counts when it begins no farther than this from the lesion",
                           "methods A6: host bone within 15 mm", 2, 60},
      p.reach_mm);
  visit(ParameterDescription{"coarsest_pixel_mm",
                             "on a film with larger pixels, nothing is said on thin layers",
                             "methods B6: a lamella is 0.3 mm thick, pixels 0.1 to 0.2 mm", 0.05, 2},
        p.coarsest_pixel_mm);
  visit(ParameterDescription{"least_contrast",
                             "new bone is brighter than the soft tissue by this part of the contrast of the "
                             "cortex",
                             "methods B6: 3 % is a Mach band; a little above", 0.01, 0.5},
        p.least_contrast);
  visit(ParameterDescription{"least_noises", "and by so many standard deviations of the noise",
                             "methods B6: 4", 1, 20},
        p.least_noises);
  visit(
      ParameterDescription{"least_face_contrast",
                           "fall of the film at the outer face of new bone other than spicules, in contrasts "
                           "of the cortex: less is bright soft tissue",
                           "chosen on the development phantoms (0.14 and more) and the femur films of even "
                           "case number without a tumour (mostly below 0.1)",
                           0.01, 0.9},
      p.least_face_contrast);
  visit(
      ParameterDescription{"least_length_mm", "shorter new bone is not counted", "methods B6: 3 mm", 0.5, 30},
      p.least_length_mm);
  visit(ParameterDescription{"least_area_mm2", "smaller patches of new bone are not counted", "chosen", 0.1,
                             50},
        p.least_area_mm2);
  visit(ParameterDescription{"averaged_length_mm", "length along the bone over which layers are averaged",
                             "methods B6: 8 mm", 1, 30},
        p.averaged_length_mm);
  visit(ParameterDescription{"valley_part",
                             "between two layers the film darkens by this part of the brighter one, and by "
                             "four deviations of the noise",
                             "chosen on the development phantoms: lamellae 0.4 mm thick, 0.4 mm apart", 0.01,
                             0.9},
        p.valley_part);
  visit(ParameterDescription{"resolved_px", "layers nearer than so many pixels cannot be told apart",
                             "methods B6: 0.6 mm on pixels of 0.2 mm", 2, 10},
        p.resolved_px);
  visit(ParameterDescription{"layered_part", "part of the new bone in which layers are seen",
                             "methods B6: 60 % of 10 mm; chosen", 0.1, 1},
        p.layered_part);
  visit(
      ParameterDescription{"cortex_left",
                           "fall of the film at the edge of the undamaged bone under layers, in contrasts of "
                           "the cortex: less is cortex that was pushed out",
                           "chosen on the development phantoms: 0.6 without new bone, 0.4 under lamellae, "
                           "none where the cortex is pushed out",
                           0.02, 1},
      p.cortex_left);
  visit(ParameterDescription{"least_spicules", "so many lines side by side are spicules", "methods B6: 4", 2,
                             20},
        p.least_spicules);
  visit(ParameterDescription{"spicules_apart_mm", "lines that lie farther apart do not stand side by side",
                             "chosen: spicules are 1 mm thick and 2 to 3 mm apart at their base", 1, 20},
        p.spicules_apart_mm);
  visit(ParameterDescription{"fan_deg_per_mm",
                             "turn of the spicules along the bone from which they are a sunburst",
                             "chosen: spicules that meet within 40 mm", 0.2, 20},
        p.fan_deg_per_mm);
  visit(ParameterDescription{"gap_mm", "a lamella that begins again beyond this distance is interrupted",
                             "methods B6: 5 mm", 1, 40},
        p.gap_mm);
  visit(ParameterDescription{"codman_height_mm", "least height of the free end of Codman's triangle",
                             "methods B6: 1.5 mm", 0.5, 10},
        p.codman_height_mm);
  visit(ParameterDescription{"codman_rise_deg", "least mean rise of its outer face, up to its free end",
                             "methods B6: 5 to 45 degrees; a little above the least", 2, 45},
        p.codman_rise_deg);
  visit(ParameterDescription{"free_end_mm", "an end of new bone higher than this above the bone is free",
                             "methods B6: a lamella comes down to 0.4 mm; twice that", 0.2, 5},
        p.free_end_mm);
  visit(ParameterDescription{"outgrowth_height_mm", "an outgrowth is at least this high", "as on CT", 1, 30},
        p.outgrowth_height_mm);
  visit(ParameterDescription{"outgrowth_slimness", "and at least this part of its length high", "as on CT",
                             0.1, 3},
        p.outgrowth_slimness);
  visit(
      ParameterDescription{"filled_part",
                           "new bone without layers of at least this part of the density of cortex is solid",
                           "as on CT", 0.2, 1},
      p.filled_part);
}

}  // namespace osteosign
