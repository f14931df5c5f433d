#pragma once
#include "io/values/described.h"

namespace osteosign::phantom {

/// The canal of the nutrient vessel: a tube of soft tissue from the outer face at +x and `z_mm` to the
/// marrow, upwards along the bone.
struct NutrientCanal {
  double diameter_mm = 0;
  double z_mm = 0;
  double slope_deg = 25;
  double hu = 20;
};
template <class Visitor>
void describe(NutrientCanal& canal, Visitor&& visit) {
  visit(ParameterDescription{"nutrient_canal_mm", "Diameter of the nutrient canal, 0 for none",
                             "canals of vessels are below 3 mm across (methods A5.3)", 0, 6},
        canal.diameter_mm);
  visit(ParameterDescription{"nutrient_canal_z_mm", "Where it opens on the outer face", "free choice", -500,
                             500},
        canal.z_mm);
  visit(ParameterDescription{"nutrient_canal_slope_deg", "Angle to the axis of the bone",
                             "nutrient canals run within 30 degrees of the axis of a shaft", 10, 90},
        canal.slope_deg);
  visit(ParameterDescription{"nutrient_canal_hu", "Density of what fills it", "vessel and fat", -100, 150},
        canal.hu);
}

}  // namespace osteosign::phantom
