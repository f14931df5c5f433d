#include "features/lesion/periosteum.h"

#include <gmock/gmock.h>

#include "tests/features/lesion/periosteum_scene.h"

namespace osteosign {
namespace {

using phantom::ReactionForm;
using testing::HasSubstr;

/// One scan for all tests: two lamellae 1.5 mm apart.
const PhantomScene& lamellated_scene() {
  static const PhantomScene scene = shaft_scene(slim_shaft(ReactionForm::lamellae));
  return scene;
}

TEST(Periosteum, OfTwoLamellaeHasTwoLayersWithTheirExtent) {
  const LesionPeriosteum found = periosteum_of(lamellated_scene());
  EXPECT_EQ(found.pattern, Measured<PeriostealPattern>(PeriostealPattern::multilamellated));
  EXPECT_EQ(found.layers.value().value, 2);
  EXPECT_NEAR(found.thickness.value().value, 3.8, 0.4);
  EXPECT_NEAR(found.length.value().value, 20, 3);
  EXPECT_LT(found.plate_angle.value().value, 25);
  EXPECT_GT(found.coverage.value().value, 0.3);
  EXPECT_GT(found.assessed_fraction.value().value, 0.9);
  const Eigen::Vector3d place =
      lamellated_scene().truth.patient_from_phantom.inverse() * *found.place_in_patient_mm;
  EXPECT_GT(place.x(), 6);
  EXPECT_LT(std::abs(place.z()), 10);
}

TEST(Periosteum, InThickSlicesIsNotAssessedHoweverItLooks) {
  PhantomScene scene = lamellated_scene();
  scene.truth.ct.acquisition.slice_thickness_mm = 3.0;
  const LesionPeriosteum found = periosteum_of(scene);
  EXPECT_THAT(found.pattern.reason(), HasSubstr("slices of 3.00 mm are too thick"));
  EXPECT_FALSE(found.layers.known());
}

TEST(Periosteum, WithoutAPointSpreadIsUnknownAndSaysWhy) {
  PhantomScene scene = lamellated_scene();
  scene.quality.point_spread = {Unknown{"no kernel named"}, Unknown{"no kernel named"}};
  EXPECT_THAT(periosteum_of(scene).pattern.reason(), HasSubstr("no kernel named"));
}

TEST(Periosteum, WithoutBoneIsUnknownAndSaysWhy) {
  PhantomScene scene = lamellated_scene();
  std::fill(scene.bones.voxels.begin(), scene.bones.voxels.end(), std::uint16_t{0});
  EXPECT_EQ(periosteum_of(scene).pattern.reason(), "no bone within reach of the lesion");
}

}  // namespace
}  // namespace osteosign
