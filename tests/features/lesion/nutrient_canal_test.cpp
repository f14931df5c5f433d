#include <gmock/gmock.h>

#include "tests/features/lesion/cortex_scene.h"

namespace osteosign {
namespace {

/// A lesion beside a cortex of 4 mm through which a nutrient canal runs.
LesionCortex cortex_with_canal(double diameter_mm, double slope_deg) {
  constexpr double cortex_mm = 4;
  phantom::BonePhantom phantom = slim_bone(cortex_mm, cortex_mm);
  phantom.nutrient_canal.diameter_mm = diameter_mm;
  phantom.nutrient_canal.slope_deg = slope_deg;
  phantom.nutrient_canal.z_mm = -3;
  return cortex_of(slim_scene(phantom));
}

TEST(NutrientCanal, IsNoBreachAndNoDeepErosion) {
  for (const double slope_deg : {20.0, 30.0, 90.0})
    for (const double diameter_mm : {1.0, 2.0}) {
      const LesionCortex cortex = cortex_with_canal(diameter_mm, slope_deg);
      EXPECT_EQ(cortex.breach_area.value().value, 0) << diameter_mm << " mm at " << slope_deg;
      EXPECT_LT(cortex.erosion_depth.value().value, 1.0 / 3) << diameter_mm << " mm at " << slope_deg;
    }
}

TEST(NutrientCanal, AHoleThatIsWiderThanAnyCanalIsABreach) {
  EXPECT_GT(cortex_with_canal(5, 90).breach_area.value().value, 10);
}

}  // namespace
}  // namespace osteosign
