#pragma once
#include <map>
#include <vector>

#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/spine/facet_signs.h"
#include "sample_data/phantom/spine/spine_shape.h"
#include "sample_data/phantom/spine/vertebra_signs.h"

namespace osteosign::phantom {

/// What lies round the spine. The counts are 0 or 1.
struct SpineSurroundings {
  double half_width_mm = 160;
  double half_depth_mm = 110;
  double fat_mm = 18;
  double behind_mm = 75;
  double muscle_hu = 55;
  double fat_hu = -100;
  double disc_hu = 90;
  double sac_hu = 25;
  double epidural_hu = -40;
  double sac_width_part = 0.76;
  double sac_depth_part = 0.86;
  double sac_forward_mm = 0.3;
  double sac_spread = 0;
  double aorta_hu = 50;
  double cava_hu = 50;
  double vein_hu = 45;
  int lungs = 1;
  int tables = 0;
};
template <class Visitor>
void describe(SpineSurroundings& around, Visitor&& visit) {
  visit(ParameterDescription{"body_half_width_mm", "Half width of the trunk", "free choice", 10, 300},
        around.half_width_mm);
  visit(ParameterDescription{"body_half_depth_mm", "Half depth of the trunk, front to back", "free choice",
                             10, 300},
        around.half_depth_mm);
  visit(ParameterDescription{"fat_mm", "Thickness of the fat under the skin", "free choice", 0, 100},
        around.fat_mm);
  visit(ParameterDescription{"behind_mm", "From the middle of the column to the skin of the back",
                             "free choice", 40, 200},
        around.behind_mm);
  visit(ParameterDescription{"muscle_hu", "Density of muscle", "methods 0.3: 0 to 90", -50, 150},
        around.muscle_hu);
  visit(ParameterDescription{"fat_hu", "Density of fat", "textbook value", -150, -50}, around.fat_hu);
  visit(ParameterDescription{"disc_hu", "Density of the discs", "textbook value", 40, 150}, around.disc_hu);
  visit(ParameterDescription{"sac_hu", "Density of the thecal sac", "methods A2.1: 35", 0, 60},
        around.sac_hu);
  visit(ParameterDescription{"epidural_hu", "Density of the fat round the sac", "fat with veins", -150, 50},
        around.epidural_hu);
  visit(ParameterDescription{"sac_width_part", "Width of the sac to that of the canal", "fat on both sides",
                             0.3, 1},
        around.sac_width_part);
  visit(ParameterDescription{"sac_depth_part", "Depth of the sac to that of the canal",
                             "fat mostly behind it", 0.3, 1},
        around.sac_depth_part);
  visit(ParameterDescription{"sac_forward_mm", "How far the sac lies in front of the middle of the canal",
                             "fat mostly behind it", -5, 5},
        around.sac_forward_mm);
  visit(ParameterDescription{"sac_spread", "Relative spread of the size of the sac from level to level",
                             "free choice", 0, 0.3},
        around.sac_spread);
  visit(ParameterDescription{"aorta_hu", "Density of the aorta: 40 to 60, with contrast 150 to 400",
                             "methods C1, P4", 0, 800},
        around.aorta_hu);
  visit(ParameterDescription{"cava_hu", "Density of the inferior vena cava", "methods C1, P4", 0, 800},
        around.cava_hu);
  visit(ParameterDescription{"vein_hu", "Density of the basivertebral veins", "methods A3.4", 0, 400},
        around.vein_hu);
  visit(ParameterDescription{"lungs", "1 for lungs beside thoracic vertebrae", "methods C1 add-ons", 0, 1},
        around.lungs);
  visit(
      ParameterDescription{"tables", "1 for a table under the patient (CT only)", "methods C1 add-ons", 0, 1},
      around.tables);
}

/// A lesion in the frame of a vertebra: x left, y posterior, z cranial from the centre of its body. A dense
/// one stays within the bone.
struct SpineLesion {
  int vertebra = 1;  ///< 1 is the most cranial
  LesionBody body{};
};

/// A column of vertebrae in a trunk, with what is wrong with it.
struct SpinePhantom {
  SpineShape shape{};
  SpineBone bone{};
  SpineSurroundings around{};
  std::map<int, VertebraSigns> signs{};  ///< by the number of the vertebra; 1 is the most cranial
  std::vector<SpineLesion> lesions{};
  std::map<int, FacetSigns> facets{};  ///< of the joints below the vertebra of that number
};

/// The number of a level in a phantom: 1 is the most cranial. Throws UsageError when it is not there.
int vertebra_at(const SpineShape& shape, int level);

/// Throws UsageError when the description makes no spine, or names a vertebra that is not there.
void check_phantom(const SpinePhantom& phantom);

}  // namespace osteosign::phantom
