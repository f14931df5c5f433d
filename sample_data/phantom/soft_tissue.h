#pragma once
#include "io/values/described.h"

namespace osteosign::phantom {

/// What lies round a shaft beside plain muscle: a mass on its +x side, fat between the bundles of muscle and
/// round the bone, a neighbour to be mistaken for a mass, and the shape of the limb along the bone.
struct SoftTissue {
  double mass_thickness_mm = 0;
  double mass_z_mm = 0;
  double mass_half_length_mm = 16;
  double mass_half_arc_mm = 14;
  double mass_hu = 40;
  double mass_diffuse = 0;
  double mass_lift = 0;
  double limb_taper = 0;
  double belly_mm = 0;
  double belly_z_mm = 0;
  double belly_half_length_mm = 60;
  double belly_deg = 0;
  double bundles = 0;
  double bundle_plane_mm = 1.5;
  double bundle_step_hu = 0;
  double bundle_beside_hu = 0;
  double sheath_mm = 0;
  double neighbour_radius_mm = 0;
  double neighbour_half_length_mm = 100;
  double neighbour_deg = 0;
  double neighbour_gap_mm = 1;
  double neighbour_hu = 250;

  bool is_plain() const {
    return mass_thickness_mm <= 0 && bundles < 1 && sheath_mm <= 0 && neighbour_radius_mm <= 0 && is_even();
  }
  /// The limb is a cylinder.
  bool is_even() const {
    return limb_taper == 0 && belly_mm == 0 && (mass_lift <= 0 || mass_thickness_mm <= 0);
  }
};
template <class Visitor>
void describe(SoftTissue& tissue, Visitor&& visit) {
  visit(ParameterDescription{"mass_thickness_mm",
                             "Height of the mass above the undamaged surface, 0 for no mass",
                             "methods A7.1: 3 to 30", 0, 60},
        tissue.mass_thickness_mm);
  visit(ParameterDescription{"mass_z_mm", "Middle of the mass along the axis", "free choice", -500, 500},
        tissue.mass_z_mm);
  visit(ParameterDescription{"mass_half_length_mm", "Half extent of the mass along the bone",
                             "chosen to reach beyond a breach", 2, 100},
        tissue.mass_half_length_mm);
  visit(ParameterDescription{"mass_half_arc_mm", "Half extent of the mass round the bone, on its surface",
                             "chosen to reach beyond a breach", 2, 200},
        tissue.mass_half_arc_mm);
  visit(ParameterDescription{"mass_hu", "Density of the mass", "methods A7.1: 20 to 90", -20, 200},
        tissue.mass_hu);
  visit(ParameterDescription{"mass_diffuse", "1 for a mass of even thickness all round the bone",
                             "methods A7.1: focal or diffuse", 0, 1},
        tissue.mass_diffuse);
  visit(ParameterDescription{"mass_lift",
                             "Part of the tissue displaced by the mass that is pushed straight outward, and "
                             "the skin with it; the rest yields elsewhere",
                             "0 for a limb that keeps its shape", 0, 1},
        tissue.mass_lift);
  visit(ParameterDescription{"limb_taper", "The limb widens towards +z by this, per length, on each side",
                             "chosen: a thigh 0.15", -0.5, 0.5},
        tissue.limb_taper);
  visit(ParameterDescription{"belly_mm", "How far the belly of a muscle stands out, 0 for none", "chosen",
                             -20, 40},
        tissue.belly_mm);
  visit(ParameterDescription{"belly_z_mm", "Middle of the belly along the axis", "free choice", -500, 500},
        tissue.belly_z_mm);
  visit(ParameterDescription{"belly_half_length_mm", "Distance at which it stands out by 0.37 of that",
                             "chosen: bellies are long", 10, 300},
        tissue.belly_half_length_mm);
  visit(ParameterDescription{"belly_deg", "Its direction from the axis of the bone, 0 for the +x side",
                             "free choice", -180, 180},
        tissue.belly_deg);
  visit(ParameterDescription{"bundles", "Number of bundles of muscle round the bone, 0 for one muscle",
                             "chosen: three to six in a limb", 0, 12},
        tissue.bundles);
  visit(ParameterDescription{"bundle_plane_mm", "Thickness of the fat between two bundles", "chosen", 0, 6},
        tissue.bundle_plane_mm);
  visit(ParameterDescription{"bundle_step_hu", "Every second bundle is denser by this",
                             "muscle is 50 to 65 HU", -40, 40},
        tissue.bundle_step_hu);
  visit(ParameterDescription{"bundle_beside_hu", "The bundle on the +x side is denser by this",
                             "an asymmetric muscle", -40, 40},
        tissue.bundle_beside_hu);
  visit(ParameterDescription{"sheath_mm", "Thickness of the fat round the bone, 0 for muscle on the bone",
                             "chosen", 0, 6},
        tissue.sheath_mm);
  visit(ParameterDescription{"neighbour_radius_mm",
                             "Radius of a vessel or a pouch of fluid beside the bone, 0 for none",
                             "femoral artery 4, joint recess 8", 0, 20},
        tissue.neighbour_radius_mm);
  visit(ParameterDescription{"neighbour_half_length_mm", "Half its extent along the bone",
                             "long for a vessel, short for a pouch", 1, 200},
        tissue.neighbour_half_length_mm);
  visit(ParameterDescription{"neighbour_deg", "Its direction from the axis of the bone, 0 for the +x side",
                             "free choice", -180, 180},
        tissue.neighbour_deg);
  visit(ParameterDescription{"neighbour_gap_mm", "Its distance from the bone", "free choice", 0, 40},
        tissue.neighbour_gap_mm);
  visit(ParameterDescription{"neighbour_hu", "Its density", "contrast-filled vessel 250, joint fluid 10", -50,
                             800},
        tissue.neighbour_hu);
}

/// What is true of the mass, outside of the undamaged bone.
struct SoftTissueTruth {
  double thickness_mm = 0;
  double volume_mm3 = 0;
  bool diffuse = false;
};
/// On a shaft of that radius.
SoftTissueTruth soft_tissue_truth(const SoftTissue& tissue, double bone_radius_mm);

/// Height of the mass above the surface of a shaft, at a place of that surface; 0 where there is none.
double mass_height_mm(const SoftTissue& tissue, double along_mm, double arc_mm);

/// How far skin and muscle stand out at a place along the axis and at an angle round it, by taper, belly and
/// the mass below them. Tissue keeps its volume: a mass of height h on a shaft of radius r fills
/// (r + h)^2 - r^2 per angle, and so much must lie farther out at the skin, `skin_radius_mm` from the axis.
double limb_swelling_mm(const SoftTissue& tissue, double bone_radius_mm, double skin_radius_mm,
                        double along_mm, double angle);
/// No place of the limb within this distance along the axis stands out farther.
double largest_limb_swelling_mm(const SoftTissue& tissue, double half_length_mm);

}  // namespace osteosign::phantom
