#pragma once
#include "io/values/described.h"

namespace osteosign::phantom {

/// What is wrong with one vertebra; all 0 is healthy. Left and right are the patient's, lengths are in its
/// frame (x left, y posterior, z cranial).
struct VertebraSigns {
  double anterior_loss = 0;
  double middle_loss = 0;
  double crush_loss = 0;
  double coronal_wedge_deg = 0;
  double superior_share = 0.7;
  double angulation = 0.6;
  double shift_forward_mm = 0;
  double shift_left_mm = 0;
  double bulge_mm = 0;
  double retropulsion_mm = 0;
  double breach_mm = 0;
  double breach_x_mm = 0;
  double breach_z_mm = 0;
  double left_pedicle_lysis = 0;
  double right_pedicle_lysis = 0;
  double left_pedicle_cut = 0;
  double right_pedicle_cut = 0;
  double tumour_hu = 45;
  double canal_mass_mm = 0;
  double canal_mass_hu = 50;
  double canal_mass_x_mm = 0;
  double canal_mass_side = 0;
  double canal_mass_push = 0;
  double disc_bulge_mm = 0;
  double patch_sd_hu = 0;
  double patch_size_mm = 7;
  double hole_mm = 0;
  double hole_fraction = 0.1;
  double hole_hu = 30;
  double schmorl_mm = 0;
  double cleft_mm = 0;
  double haemangioma_mm = 0;
};
template <class Visitor>
void describe_shape(VertebraSigns& signs, Visitor&& visit) {
  visit(ParameterDescription{"sign_anterior_loss", "Wedge: height lost at 12 % of the depth, none at 88 %",
                             "methods A9.4", 0, 0.8},
        signs.anterior_loss);
  visit(ParameterDescription{"sign_middle_loss", "Biconcave: height lost in the middle, none at 12 and 88 %",
                             "methods A9.4", 0, 0.8},
        signs.middle_loss);
  visit(ParameterDescription{"sign_crush_loss", "Crush: height lost everywhere", "methods A9.4", 0, 0.8},
        signs.crush_loss);
  visit(ParameterDescription{"sign_coronal_wedge_deg",
                             "Asymmetric collapse; positive lowers the left side, negative the right one",
                             "methods C1, P4: 0 to 20", -25, 25},
        signs.coronal_wedge_deg);
  visit(ParameterDescription{"sign_superior_share", "Part of the loss that the superior endplate takes",
                             "chosen: the superior endplate fails more often", 0, 1},
        signs.superior_share);
  visit(
      ParameterDescription{
          "sign_angulation",
          "Part of the tilt of the endplates that the neighbours follow, the discs take the rest",
          "chosen between a free and a stiff column", 0, 1},
      signs.angulation);
  visit(ParameterDescription{"sign_shift_forward_mm",
                             "Shift of this vertebra and all above it to the front, in the plane of the disc "
                             "below it",
                             "a slipped vertebra: 3 to 15", -15, 15},
        signs.shift_forward_mm);
  visit(ParameterDescription{"sign_shift_left_mm", "The same to the left", "a slipped vertebra: 3 to 15", -15,
                             15},
        signs.shift_left_mm);
  visit(ParameterDescription{"sign_bulge_mm", "Smooth bulge of the posterior wall into the canal",
                             "methods C1, P4: 0 to 6", 0, 12},
        signs.bulge_mm);
  visit(ParameterDescription{"sign_retropulsion_mm",
                             "Angular step of the posterosuperior corner into the canal", "methods A9.1", 0,
                             12},
        signs.retropulsion_mm);
}
template <class Visitor>
void describe_wall_and_pedicles(VertebraSigns& signs, Visitor&& visit) {
  visit(ParameterDescription{"sign_breach_mm", "Diameter of a round gap in the posterior wall",
                             "methods A9.1", 0, 25},
        signs.breach_mm);
  visit(ParameterDescription{"sign_breach_x_mm", "Its centre, to the left", "free choice", -20, 20},
        signs.breach_x_mm);
  visit(ParameterDescription{"sign_breach_z_mm", "Its centre, above the middle of the body", "free choice",
                             -20, 20},
        signs.breach_z_mm);
  visit(ParameterDescription{"sign_left_pedicle_lysis",
                             "Part of the cross-section of the left pedicle lost, from its axis outwards",
                             "methods C1, P4: 0 to 1", 0, 1},
        signs.left_pedicle_lysis);
  visit(ParameterDescription{"sign_right_pedicle_lysis", "The same of the right pedicle",
                             "methods C1, P4: 0 to 1", 0, 1},
        signs.right_pedicle_lysis);
  visit(
      ParameterDescription{"sign_left_pedicle_cut", "Part of the length of the left pedicle lost, cortex too",
                           "methods C1, P4: 0 to 1", 0, 1},
      signs.left_pedicle_cut);
  visit(ParameterDescription{"sign_right_pedicle_cut", "The same of the right pedicle",
                             "methods C1, P4: 0 to 1", 0, 1},
        signs.right_pedicle_cut);
  visit(ParameterDescription{"sign_tumour_hu", "Density of what replaces wall and pedicles", "soft tissue",
                             -150, 300},
        signs.tumour_hu);
  visit(ParameterDescription{"sign_canal_mass_mm", "Depth of a mass behind the wall in the canal",
                             "methods A9.2: with soft tissue", 0, 15},
        signs.canal_mass_mm);
  visit(ParameterDescription{"sign_canal_mass_hu", "Its density", "soft tissue", -100, 300},
        signs.canal_mass_hu);
  visit(ParameterDescription{"sign_canal_mass_x_mm", "Its middle, to the left, when it lies behind the wall",
                             "free choice", -12, 12},
        signs.canal_mass_x_mm);
  visit(
      ParameterDescription{"sign_canal_mass_side",
                           "1 for a mass along the left side of the canal, -1 along the right one, 0 for one "
                           "behind the wall",
                           "methods A7.1: anteriorly or laterally", -1, 1},
      signs.canal_mass_side);
  visit(
      ParameterDescription{"sign_canal_mass_push",
                           "Part of what is thicker than the fat by which the sac yields, as far as there is "
                           "fat on its other side; what it does not yield presses it in",
                           "free choice", 0, 1},
      signs.canal_mass_push);
  visit(ParameterDescription{"sign_disc_bulge_mm", "Bulge of the disc below the vertebra into the canal",
                             "a bulging disc, a negative for epidural masses", 0, 8},
        signs.disc_bulge_mm);
}
template <class Visitor>
void describe_marrow(VertebraSigns& signs, Visitor&& visit) {
  visit(ParameterDescription{"sign_patch_sd_hu", "Standard deviation of a patchy density of the body",
                             "methods A9.6", 0, 300},
        signs.patch_sd_hu);
  visit(ParameterDescription{"sign_patch_size_mm", "Size of the patches", "methods A9.6", 2, 20},
        signs.patch_size_mm);
  visit(ParameterDescription{"sign_hole_mm", "Diameter of the holes of a moth-eaten body",
                             "methods C1, P5: .5 to 5", 0, 8},
        signs.hole_mm);
  visit(ParameterDescription{"sign_hole_fraction", "Part of the volume that the holes take", "free choice", 0,
                             0.4},
        signs.hole_fraction);
  visit(ParameterDescription{"sign_hole_hu", "Density of the holes", "soft tissue", -150, 300},
        signs.hole_hu);
  visit(ParameterDescription{"sign_schmorl_mm", "Diameter of a Schmorl node in the superior endplate",
                             "methods C1, P5", 0, 20},
        signs.schmorl_mm);
  visit(ParameterDescription{"sign_cleft_mm", "Width of a vacuum cleft in the body", "methods C1, P5", 0, 30},
        signs.cleft_mm);
  visit(ParameterDescription{"sign_haemangioma_mm", "Diameter of a haemangioma in the body", "methods C1, P5",
                             0, 25},
        signs.haemangioma_mm);
}
template <class Visitor>
void describe(VertebraSigns& signs, Visitor&& visit) {
  describe_shape(signs, visit);
  describe_wall_and_pedicles(signs, visit);
  describe_marrow(signs, visit);
}

}  // namespace osteosign::phantom
