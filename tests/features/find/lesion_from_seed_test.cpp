#include "features/find/lesion_from_seed.h"

#include <gmock/gmock.h>

#include "features/shape/triangle_mesh.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

double volume_error(const PhantomScene& scene, const CtLesionOutline& outline) {
  return extract_surface(outline.box, outline.membership, 0.5).volume_mm3() /
             scene.truth.lesions[0].volume_mm3 -
         1;
}

Measured<CtLesionOutline> outline_from_centre(const PhantomScene& scene) {
  return outline_lesion_from_seed(scene.truth.ct, scene.bones, scene.quality,
                                  scene.truth.lesions[0].centre_mm + Eigen::Vector3d(1, -0.5, 0.7), {});
}

TEST(LesionFromSeed, OutlinesALyticBallInAnIsotropicSeries) {
  const PhantomScene scene = scene_of(phantom::sphere_phantom(8, 40), scan_of(0.8, 0.8, 0, 15, 1, 44));
  EXPECT_LT(std::abs(volume_error(scene, outline_from_centre(scene).value())), 0.03);
}

TEST(LesionFromSeed, OutlinesAScleroticBallInAnObliqueSeries) {
  const PhantomScene scene = scene_of(phantom::sphere_phantom(8, 900), scan_of(0.8, 1.5, 20, 15, 2, 44));
  EXPECT_LT(std::abs(volume_error(scene, outline_from_centre(scene).value())), 0.03);
}

TEST(LesionFromSeed, NoiseIsNotTakenForARimOfASmallScleroticBall) {
  const PhantomScene scene = scene_of(phantom::sphere_phantom(5, 900), scan_of(0.7, 1, 0, 30, 3, 40));
  EXPECT_LT(std::abs(volume_error(scene, outline_from_centre(scene).value())), 0.06);
}

class SeedRefusal : public testing::Test {
 protected:
  PhantomScene scene_ = scene_of(phantom::sphere_phantom(6, 40), scan_of(1.2, 2, 0, 15, 3, 44));
  std::string reason(const Eigen::Vector3d& seed_mm) const {
    return outline_lesion_from_seed(scene_.truth.ct, scene_.bones, scene_.quality, seed_mm, {}).reason();
  }
  Eigen::Vector3d in_phantom(double x, double y, double z) const {
    return scene_.truth.patient_from_phantom * Eigen::Vector3d(x, y, z);
  }
};

TEST_F(SeedRefusal, OutsideOfTheVolumeIsAnInputErrorThatNamesThePoint) {
  try {
    reason(Eigen::Vector3d(1000, 0, 0));
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("seed 1000.0,0.0,0.0 mm: lies outside of the volume"));
  }
}

TEST_F(SeedRefusal, InMuscleSaysThatThereIsNoBone) {
  EXPECT_THAT(reason(in_phantom(0, 28, 0)), HasSubstr("the seed does not lie in a bone"));
}

TEST_F(SeedRefusal, InNormalMarrowGivesAReasonAndNoOutline) {
  EXPECT_FALSE(reason(in_phantom(-14, 0, 8)).empty());
}

}  // namespace
}  // namespace osteosign
