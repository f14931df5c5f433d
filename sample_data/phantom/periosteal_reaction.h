#pragma once
#include "io/values/described.h"

namespace osteosign::phantom {

/// What the periosteum has laid down on a shaft.
enum class ReactionForm {
  none,
  solid,        ///< merged new bone
  lamellae,     ///< shells along the surface that come down to it at their ends
  interrupted,  ///< such shells, missing in the middle
  hair_on_end,  ///< spicules along the surface normals
  sunburst,     ///< spicules away from one point below the surface
  codman,       ///< plates that rise from the cortex towards the lesion at both ends and stop there
  outgrowth     ///< a knob of bone whose marrow is that of the shaft
};
const char* name_of(ReactionForm form);

/// New bone on the +x side of the undamaged shaft, within an ellipse of the periosteal surface. Heights are
/// measured outward from that surface.
struct PeriostealReaction {
  ReactionForm form = ReactionForm::none;
  double z_mm = 0;
  double half_length_mm = 14;
  double half_arc_mm = 10;
  double height_mm = 3;
  double plate_mm = 0.4;
  double gap_mm = 1.2;
  int lamellae = 2;
  double interruption_mm = 9;
  double spicule_mm = 0.9;
  double spicule_spacing_mm = 2.4;
  double focus_depth_mm = 6;
  double codman_deg = 25;
  double hu = 1100;
};
template <class Visitor>
void describe(PeriostealReaction& reaction, Visitor&& visit) {
  visit(ParameterDescription{"reaction_z_mm", "Middle of the reaction along the axis", "free choice", -500,
                             500},
        reaction.z_mm);
  visit(ParameterDescription{"reaction_half_length_mm", "Half extent of the reaction along the bone",
                             "chosen to look like a reaction over a lesion of the shaft", 2, 100},
        reaction.half_length_mm);
  visit(ParameterDescription{"reaction_half_arc_mm", "Half extent of the reaction round the bone",
                             "chosen to look like a reaction over a lesion of the shaft", 2, 100},
        reaction.half_arc_mm);
  visit(ParameterDescription{"reaction_height_mm",
                             "Height of solid bone, spicules, the free end of Codman's plates, or the knob",
                             "methods C1, P6", 0.3, 30},
        reaction.height_mm);
  visit(ParameterDescription{"reaction_plate_mm", "Thickness of a lamella or of Codman's plate",
                             "methods C1, P6: .4", 0.1, 5},
        reaction.plate_mm);
  visit(ParameterDescription{"reaction_gap_mm", "Clear distance of lamellae, and of the first from the bone",
                             "methods C1, P6: .6 to 1.5", 0.1, 10},
        reaction.gap_mm);
  visit(ParameterDescription{"reaction_lamellae", "Number of lamellae", "methods C1, P6: 1, 2, 3", 1, 8},
        reaction.lamellae);
  visit(ParameterDescription{"reaction_interruption_mm",
                             "Length of the middle in which interrupted lamellae are missing",
                             "methods A6: gaps above 5 mm", 1, 60},
        reaction.interruption_mm);
  visit(ParameterDescription{"reaction_spicule_mm", "Thickness of a spicule at its base",
                             "chosen: twice a lamella", 0.2, 5},
        reaction.spicule_mm);
  visit(ParameterDescription{"reaction_spicule_spacing_mm", "Distance of the spicules on the bone",
                             "chosen: a spicule and twice as much between", 0.5, 20},
        reaction.spicule_spacing_mm);
  visit(ParameterDescription{"reaction_focus_depth_mm",
                             "Depth below the surface of the point that a sunburst comes from",
                             "chosen: the middle of a lesion of the shaft", 1, 60},
        reaction.focus_depth_mm);
  visit(ParameterDescription{"reaction_codman_deg", "Angle between Codman's plate and the bone",
                             "methods A6: 10 to 45", 5, 70},
        reaction.codman_deg);
  visit(ParameterDescription{"reaction_hu", "Density of the new bone", "less than compact bone", 200, 2000},
        reaction.hu);
}

/// What is true of it; lengths lie along the bone, thickness is the greatest height above the surface.
struct PeriosteumTruth {
  ReactionForm form = ReactionForm::none;
  int layers = 0;  ///< plates one above the other; 0 for other forms
  double layer_spacing_mm = 0;
  double length_mm = 0;
  double thickness_mm = 0;
};
PeriosteumTruth periosteum_truth(const PeriostealReaction& reaction);

}  // namespace osteosign::phantom
