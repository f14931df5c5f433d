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

/// Nothing bounds where the surface of a flat bone was: a reaction could lie below what is taken for it.
TEST(Periosteum, OfABoneThatIsNoTubeIsUnknownAndNotSilent) {
  PhantomScene scene = lamellated_scene();
  const ImageGrid& grid = scene.bones.grid;
  const Eigen::Isometry3d to_phantom = scene.truth.patient_from_phantom.inverse();
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d at = to_phantom * grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const bool in_plate = std::abs(at.x()) < 14 && (std::abs(at.y()) < 4 || std::abs(at.z()) < 6);
        scene.bones.voxels[grid.index(x, y, z)] = in_plate ? 1 : 0;
      }
  EXPECT_THAT(periosteum_of(scene).pattern.reason(), HasSubstr("no tube"));
}

TEST(Periosteum, WithoutBoneIsUnknownAndSaysWhy) {
  PhantomScene scene = lamellated_scene();
  std::fill(scene.bones.voxels.begin(), scene.bones.voxels.end(), std::uint16_t{0});
  EXPECT_EQ(periosteum_of(scene).pattern.reason(), "no bone within reach of the lesion");
}

}  // namespace
}  // namespace osteosign
