#include "sample_data/phantom/bone_phantom.h"

namespace osteosign::phantom {

BonePhantom sphere_phantom(double radius_mm, double lesion_hu) {
  BonePhantom phantom;
  LesionBody ball;
  ball.semi_axis_x_mm = ball.semi_axis_y_mm = ball.semi_axis_z_mm = radius_mm;
  ball.hu = lesion_hu;
  phantom.lesions.push_back(ball);
  return phantom;
}

BonePhantom tube_phantom(double cortex_mm) {
  BonePhantom phantom;
  phantom.bone.radius_mm = 16;
  phantom.bone.cortex_mm = cortex_mm;
  phantom.bone.marrow_hu =
      phantom.around.muscle_hu;  // equal backgrounds make the cortical mass equal the thickness
  return phantom;
}

BonePhantom margin_phantom(const EdgeProfile& edge) {
  BonePhantom phantom = sphere_phantom(10, 40);
  phantom.bone.radius_mm = 30;
  phantom.lesions.front().edge = edge;
  return phantom;
}

BonePhantom periosteum_phantom(ReactionForm form) {
  BonePhantom phantom = tube_phantom(3);
  phantom.bone.radius_mm = 13;
  phantom.bone.marrow_hu = 150;
  phantom.reaction.form = form;
  if (form == ReactionForm::interrupted || form == ReactionForm::codman) phantom.reaction.lamellae = 1;
  if (form == ReactionForm::hair_on_end || form == ReactionForm::sunburst) phantom.reaction.height_mm = 6;
  if (form == ReactionForm::codman) phantom.reaction.half_length_mm = 18;
  if (form == ReactionForm::outgrowth) {
    phantom.reaction.height_mm = 9;
    phantom.reaction.half_length_mm = phantom.reaction.half_arc_mm = 7;
  }
  LesionBody lesion{.semi_axis_x_mm = 4, .semi_axis_y_mm = 5, .semi_axis_z_mm = 7};
  lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
  phantom.lesions.push_back(lesion);
  return phantom;
}

BonePhantom mass_phantom(double mass_thickness_mm) {
  BonePhantom phantom = tube_phantom(2.5);
  phantom.bone.radius_mm = 12;
  phantom.bone.marrow_hu = 120;
  phantom.damage.breach_diameter_mm = 10;
  phantom.damage.breach_hu = 35;
  LesionBody lesion{.semi_axis_x_mm = 5, .semi_axis_y_mm = 6, .semi_axis_z_mm = 9, .hu = 35};
  lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
  phantom.lesions.push_back(lesion);
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 50;
  phantom.around.fat_mm = 6;
  phantom.around.muscle_hu = 58;
  phantom.soft_tissue.mass_thickness_mm = mass_thickness_mm;
  phantom.soft_tissue.mass_hu = 35;
  phantom.soft_tissue.bundles = 5;
  phantom.soft_tissue.sheath_mm = 1.5;
  return phantom;
}

BonePhantom matrix_phantom(MatrixForm form) {
  BonePhantom phantom = sphere_phantom(11, 45);
  phantom.bone.trabecular_sd_hu = 80;
  phantom.lesions.front().x_mm = 6;
  phantom.lesions.front().semi_axis_z_mm = 13;
  LesionBody& lesion = phantom.lesions.front();
  MatrixContent& matrix = phantom.matrix;
  matrix.form = form;
  if (form == MatrixForm::osteoid) {
    matrix.hu = 480;
    matrix.grain_mm = 3;
  }
  if (form == MatrixForm::ground_glass) lesion.hu = 130;
  if (form == MatrixForm::fat) matrix.hu = -100;
  if (form == MatrixForm::fluid_level) lesion.hu = 20;
  if (form == MatrixForm::gas) matrix.hu = -900;
  if (form == MatrixForm::nidus) {
    lesion.hu = 850;
    matrix.nidus_mm = 10;
  }
  return phantom;
}

BonePhantom thigh_phantom() {
  BonePhantom phantom;
  phantom.bone = {.radius_mm = 15,
                  .cortex_mm = 4,
                  .cortex_hu = 1350,
                  .marrow_hu = 140,
                  .trabecular_sd_hu = 90,
                  .trabecular_size_mm = 1.6,
                  .flare_mm = 12,
                  .flare_start_mm = -5,
                  .flare_length_mm = 50};
  phantom.around = {.half_width_mm = 68,
                    .half_depth_mm = 62,
                    .fat_mm = 11,
                    .muscle_hu = 55,
                    .fat_hu = -100,
                    .vessel_hu = 45,
                    .vessel_radius_mm = 4,
                    .vessels = 1,
                    .tables = 1,
                    .metal_screws = 0};
  phantom.lesions.push_back({.semi_axis_x_mm = 8,
                             .semi_axis_y_mm = 7,
                             .semi_axis_z_mm = 11,
                             .x_mm = 4,
                             .y_mm = 3,
                             .z_mm = 18,
                             .hu = 45});
  return phantom;
}

}  // namespace osteosign::phantom
