#pragma once
#include <vector>

#include "io/values/described.h"
#include "sample_data/phantom/edge_profile.h"
#include "sample_data/phantom/matrix_content.h"
#include "sample_data/phantom/nutrient_canal.h"
#include "sample_data/phantom/periosteal_reaction.h"
#include "sample_data/phantom/soft_tissue.h"

namespace osteosign::phantom {

// The phantom frame: z along the axis of the bone, x to the damaged side of the cortex, origin on the axis.

/// A tube of cortex round trabecular marrow, without end along z. A flare widens it towards +z as a
/// metaphysis does.
struct LongBone {
  double radius_mm = 22;
  double cortex_mm = 3;
  double cortex_hu = 1200;
  double marrow_hu = 200;
  double trabecular_sd_hu = 0;
  double trabecular_size_mm = 1.5;
  double flare_mm = 0;
  double flare_start_mm = 0;
  double flare_length_mm = 40;
};
template <class Visitor>
void describe(LongBone& bone, Visitor&& visit) {
  visit(ParameterDescription{"bone_radius_mm", "Periosteal radius of the shaft", "methods C1, P1 and P2", 3,
                             100},
        bone.radius_mm);
  visit(ParameterDescription{"cortex_mm", "Thickness of the undamaged cortex", "methods C1, P2: .3 to 4", 0.1,
                             20},
        bone.cortex_mm);
  visit(ParameterDescription{"cortex_hu", "Density of compact bone", "methods A5.1: 1200 mg HA/cc class", 300,
                             3000},
        bone.cortex_hu);
  visit(ParameterDescription{"marrow_hu", "Mean density of the trabecular marrow", "methods C1, P1: 200",
                             -150, 600},
        bone.marrow_hu);
  visit(ParameterDescription{"trabecular_sd_hu", "Standard deviation of the trabecular texture before blur",
                             "methods C1, P5", 0, 300},
        bone.trabecular_sd_hu);
  visit(ParameterDescription{"trabecular_size_mm", "Coarseness of the trabecular texture", "methods C1, P5",
                             0.3, 10},
        bone.trabecular_size_mm);
  visit(ParameterDescription{"flare_mm", "How much wider the metaphysis is than the shaft, as radius",
                             "chosen to look like a distal femur", 0, 60},
        bone.flare_mm);
  visit(ParameterDescription{"flare_start_mm", "Where the flare starts along the axis",
                             "chosen to look like a distal femur", -200, 200},
        bone.flare_start_mm);
  visit(ParameterDescription{"flare_length_mm", "Distance over which the shaft becomes the metaphysis",
                             "chosen to look like a distal femur", 5, 200},
        bone.flare_length_mm);
}

/// What is wrong with the cortex, centred on the +x side at `z_mm`. Distances on the surface are measured on
/// the undamaged periosteal cylinder.
struct CorticalDamage {
  double z_mm = 0;
  double scallop_fraction = 0;
  double scallop_radius_mm = 12;
  double breach_diameter_mm = 0;
  double breach_hu = 40;
  double expansion_mm = 0;
  double expansion_radius_mm = 18;
};
template <class Visitor>
void describe(CorticalDamage& damage, Visitor&& visit) {
  visit(ParameterDescription{"damage_z_mm", "Centre of the damage along the axis", "free choice", -500, 500},
        damage.z_mm);
  visit(ParameterDescription{"scallop_fraction", "Largest part of the cortex eaten away from inside",
                             "methods C1, P2: 0 to 100 %", 0, 1},
        damage.scallop_fraction);
  visit(ParameterDescription{"scallop_radius_mm",
                             "Radius of the scallop: full depth to half of it, none beyond", "methods C1, P2",
                             1, 100},
        damage.scallop_radius_mm);
  visit(ParameterDescription{"breach_diameter_mm", "Diameter of a round hole through the cortex, 0 for none",
                             "methods C1, P2: 2 to 20", 0, 60},
        damage.breach_diameter_mm);
  visit(ParameterDescription{"breach_hu", "Density of what fills the hole", "soft tissue", -150, 300},
        damage.breach_hu);
  visit(ParameterDescription{"expansion_mm", "How far cortex of unchanged thickness is pushed out",
                             "methods C1, P2: shell expansion", 0, 30},
        damage.expansion_mm);
  visit(
      ParameterDescription{"expansion_radius_mm", "Radius of the pushed-out area", "methods C1, P2", 1, 100},
      damage.expansion_radius_mm);
}

/// A flat gap through the bone, centred where the axis meets `z_mm`; it leans towards +x. What lies above it
/// is shifted towards +x. A part of the circumference round +x may be broken alone.
struct Fracture {
  double gap_mm = 0;
  double z_mm = 0;
  double lean_deg = 0;
  double shift_mm = 0;
  double arc_deg = 360;
  double hu = 50;
};
template <class Visitor>
void describe(Fracture& fracture, Visitor&& visit) {
  visit(ParameterDescription{"fracture_gap_mm", "Width of a fracture gap, 0 for none",
                             "a fresh fracture that is hardly displaced: 0.3 to 2", 0, 10},
        fracture.gap_mm);
  visit(ParameterDescription{"fracture_z_mm", "Where it crosses the axis", "free choice", -500, 500},
        fracture.z_mm);
  visit(ParameterDescription{"fracture_lean_deg", "Angle to the section across the bone", "free choice", -70,
                             70},
        fracture.lean_deg);
  visit(ParameterDescription{"fracture_shift_mm", "Shift of the upper fragment", "free choice", -20, 20},
        fracture.shift_mm);
  visit(ParameterDescription{"fracture_arc_deg", "Part of the circumference that is broken", "free choice",
                             10, 360},
        fracture.arc_deg);
  visit(ParameterDescription{"fracture_hu", "Density of what fills the gap", "blood", -100, 300},
        fracture.hu);
}

/// An ellipsoid with its axes along the phantom frame, its edge and its rim. A core of another density makes
/// it mixed. The rim lies outside of the surface, over the part of the surface round the +z pole of the
/// lesion that `rim_completeness` names.
struct LesionBody {
  double semi_axis_x_mm = 10;
  double semi_axis_y_mm = 10;
  double semi_axis_z_mm = 10;
  double x_mm = 0;
  double y_mm = 0;
  double z_mm = 0;
  double hu = 40;
  double core_hu = 900;
  double core_scale = 0;
  EdgeProfile edge{};
  double rim_mm = 0;
  double rim_hu = 800;
  double rim_completeness = 1;
};
template <class Visitor>
void describe(LesionBody& lesion, Visitor&& visit) {
  visit(ParameterDescription{"lesion_semi_axis_x_mm", "Half extent across the bone, x",
                             "methods C1, P1: 2 to 25", 0.5, 60},
        lesion.semi_axis_x_mm);
  visit(ParameterDescription{"lesion_semi_axis_y_mm", "Half extent across the bone, y",
                             "methods C1, P1: 2 to 25", 0.5, 60},
        lesion.semi_axis_y_mm);
  visit(ParameterDescription{"lesion_semi_axis_z_mm", "Half extent along the bone", "methods C1, P1: 2 to 25",
                             0.5, 60},
        lesion.semi_axis_z_mm);
  visit(ParameterDescription{"lesion_x_mm", "Centre, x of the phantom frame", "free choice", -100, 100},
        lesion.x_mm);
  visit(ParameterDescription{"lesion_y_mm", "Centre, y of the phantom frame", "free choice", -100, 100},
        lesion.y_mm);
  visit(ParameterDescription{"lesion_z_mm", "Centre along the bone", "free choice", -500, 500}, lesion.z_mm);
  visit(ParameterDescription{"lesion_hu", "Density of the lesion", "methods C1, P1: 40 lytic, 900 sclerotic",
                             -200, 2000},
        lesion.hu);
  visit(ParameterDescription{"lesion_core_hu", "Density of its core", "methods C1, P1: mixed", -200, 2000},
        lesion.core_hu);
  visit(ParameterDescription{"lesion_core_scale", "Size of the core as part of the lesion, 0 for none",
                             "methods C1, P1: mixed", 0, 0.95},
        lesion.core_scale);
  visit(ParameterDescription{"lesion_edge_width_mm", "10 to 90 % width of the transition",
                             "methods C1, P3: 1 to 12", 0, 20},
        lesion.edge.width_mm);
  visit(ParameterDescription{"lesion_rim_mm", "Thickness of the sclerotic rim, 0 for none",
                             "methods C1, P3: .5 to 3", 0, 10},
        lesion.rim_mm);
  visit(ParameterDescription{"lesion_rim_hu", "Density of the rim",
                             "denser than the marrow, less than cortex", 100, 2000},
        lesion.rim_hu);
  visit(ParameterDescription{"lesion_rim_completeness", "Part of the surface with a rim",
                             "methods C1, P3: .3, .6, 1", 0, 1},
        lesion.rim_completeness);
}

/// What lies round the bone: muscle in a sleeve of fat, both elliptic cylinders along the bone, and extras to
/// be mistaken for bone or to disturb. The counts are 0 or 1.
struct Surroundings {
  double half_width_mm = 42;
  double half_depth_mm = 38;
  double fat_mm = 0;
  double muscle_hu = 50;
  double fat_hu = -100;
  double vessel_hu = 300;
  double vessel_radius_mm = 3;
  int vessels = 0;
  int tables = 0;
  int metal_screws = 0;
};
template <class Visitor>
void describe(Surroundings& around, Visitor&& visit) {
  visit(ParameterDescription{"body_half_width_mm", "Half width of the limb", "free choice", 10, 300},
        around.half_width_mm);
  visit(ParameterDescription{"body_half_depth_mm", "Half depth of the limb, front to back", "free choice", 10,
                             300},
        around.half_depth_mm);
  visit(ParameterDescription{"fat_mm", "Thickness of the fat under the skin", "free choice", 0, 100},
        around.fat_mm);
  visit(ParameterDescription{"muscle_hu", "Density of muscle", "methods 0.3: 0 to 90", -50, 150},
        around.muscle_hu);
  visit(ParameterDescription{"fat_hu", "Density of fat", "textbook value", -150, -50}, around.fat_hu);
  visit(ParameterDescription{"vessel_hu", "Density of the vessel", "contrast-filled artery", 0, 800},
        around.vessel_hu);
  visit(ParameterDescription{"vessel_radius_mm", "Radius of the vessel beside the bone", "femoral artery", 1,
                             15},
        around.vessel_radius_mm);
  visit(ParameterDescription{"vessels", "1 for a vessel beside the bone", "methods C1 add-ons", 0, 1},
        around.vessels);
  visit(
      ParameterDescription{"tables", "1 for a table under the patient (CT only)", "methods C1 add-ons", 0, 1},
      around.tables);
  visit(ParameterDescription{"metal_screws", "1 for a screw of 3000 HU beside the bone", "methods C1 add-ons",
                             0, 1},
        around.metal_screws);
}

/// One bone in soft tissue with what is wrong with it. A CT and a radiograph can be made of the same
/// description.
struct BonePhantom {
  LongBone bone{};
  CorticalDamage damage{};
  Fracture fracture{};
  NutrientCanal nutrient_canal{};
  PeriostealReaction reaction{};
  std::vector<LesionBody> lesions{};
  MatrixContent matrix{};  ///< of the first lesion
  Surroundings around{};
  SoftTissue soft_tissue{};
};

/// P1: one sharp-edged ball of `radius_mm` in the marrow; 40 HU is lytic, 900 HU sclerotic.
BonePhantom sphere_phantom(double radius_mm, double lesion_hu);
/// P2: a tube with a cortex of `cortex_mm` and marrow of the density of muscle; set `damage` for scallops,
/// breaches and expansion.
BonePhantom tube_phantom(double cortex_mm);
/// P3: a lytic ball of 10 mm with the given edge; set `lesions[0].rim_*` for a rim.
BonePhantom margin_phantom(const EdgeProfile& edge);
/// P6: a tube with a lytic lesion below its cortex; set `reaction` for what lies on it.
BonePhantom periosteum_phantom(ReactionForm form);
/// P2 with soft tissue: a tube with a lytic lesion, a breach of its cortex and muscles round it; set
/// `soft_tissue` for the mass.
BonePhantom mass_phantom(double mass_thickness_mm);
/// P7: an eccentric lesion in trabecular marrow with the given content; set `matrix` for its figures.
BonePhantom matrix_phantom(MatrixForm form);
/// A distal thigh to look at: fat, muscle, flared femur with trabeculae, vessel, table, one lytic lesion.
BonePhantom thigh_phantom();

}  // namespace osteosign::phantom
