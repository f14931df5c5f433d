#include "features/lesion/cortex.h"

#include <gmock/gmock.h>

#include "tests/features/lesion/cortex_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

TEST(Cortex, OfAnIntactBoneIsAsThickAsItIsAndWhole) {
  const LesionCortex cortex = cortex_of(slim_scene(slim_bone(2.5, 2.5)));
  EXPECT_NEAR(cortex.thickness.value().value, 2.5, 0.1);
  EXPECT_NEAR(cortex.least_thickness.value().value, 2.5, 0.15);
  EXPECT_EQ(cortex.breach_area.value().value, 0);
  EXPECT_LT(cortex.erosion_depth.value().value, 0.1);
  EXPECT_LT(cortex.expansion.value().value, 0.5);
  EXPECT_LT(cortex.distance.value().value, 0.5);
  EXPECT_GT(cortex.assessed_fraction.value().value, 0.9);
}

TEST(Cortex, HasTheAreaAndTheExtentOfItsHole) {
  phantom::BonePhantom phantom = slim_bone(2.5, 2.5);
  phantom.damage.breach_diameter_mm = 7;
  const PhantomScene scene = slim_scene(phantom);
  const LesionCortex cortex = cortex_of(scene);
  EXPECT_NEAR(cortex.breach_area.value().value, 38.5, 0.15 * 38.5);
  EXPECT_NEAR(cortex.breach_arc.value().value, 7, 1.2);
  EXPECT_NEAR(cortex.breach_length.value().value, 7, 1.2);
  EXPECT_EQ(cortex.least_thickness.value().value, 0);
  const Eigen::Vector3d middle = scene.truth.patient_from_phantom.inverse() * *cortex.breach_in_patient_mm;
  EXPECT_LT((middle - Eigen::Vector3d(11, 0, 0)).norm(), 1.5);
}

TEST(Cortex, WithoutAPointSpreadIsUnknownAndSaysWhy) {
  PhantomScene scene = slim_scene(slim_bone(2.5, 2.5));
  scene.quality.point_spread = {Unknown{"no kernel named"}, Unknown{"no kernel named"}};
  const LesionCortex cortex = cortex_of(scene);
  EXPECT_THAT(cortex.thickness.reason(), HasSubstr("no kernel named"));
  EXPECT_FALSE(cortex.breach_area.known());
}

TEST(Cortex, WithoutBoneIsUnknownAndSaysWhy) {
  PhantomScene scene = slim_scene(slim_bone(2.5, 2.5));
  std::fill(scene.bones.voxels.begin(), scene.bones.voxels.end(), std::uint16_t{0});
  EXPECT_EQ(cortex_of(scene).breach_area.reason(), "no bone within reach of the lesion");
}

}  // namespace
}  // namespace osteosign
