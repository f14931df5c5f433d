#include "features/lesion/diameter_share.h"

#include <gmock/gmock.h>

#include "features/lesion/cortex.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// A shaft of 14 mm radius with a lytic ellipsoid in its marrow, twice as long round the bone as across it.
phantom::BonePhantom shaft_with_lesion(double half_mm, double x_mm) {
  phantom::BonePhantom phantom = phantom::tube_phantom(3);
  phantom.bone.radius_mm = 14;
  phantom.bone.marrow_hu = 200;
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = half_mm / 2;
  lesion.semi_axis_y_mm = half_mm;
  lesion.semi_axis_z_mm = 6;
  lesion.x_mm = x_mm;
  phantom.lesions.push_back(lesion);
  return phantom;
}

MeasuredQuantity share_in(const phantom::BonePhantom& phantom, const phantom::CtScan& scan) {
  const PhantomScene scene = scene_of(phantom, scan);
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  CortexParameters parameters;
  parameters.cortex_assumed_hu = 1200;
  const LesionCortex cortex =
      measure_cortex(scene.truth.ct, bone_near_lesion(scene.truth.ct, scene.bones, outline, parameters),
                     scene.quality, parameters);
  return bone_diameter_share(outline, cortex.undamaged_tube);
}

TEST(BoneDiameterShare, IsThatOfTheWidestDirection) {
  for (const double half : {3.5, 7.0, 10.5}) {
    const MeasuredQuantity share = share_in(shaft_with_lesion(half, 0), scan_of(0.8, 0.8, 0, 15, 3, 70, 48));
    ASSERT_TRUE(share.known()) << share.reason();
    EXPECT_NEAR(share.value().value, half / 14, 0.04) << half;
    EXPECT_GT(share.value().sd.value(), 0);
    EXPECT_LT(share.value().sd.value(), 0.08);
  }
}

TEST(BoneDiameterShare, IsTheSameAcrossAnObliqueShaftInThickSlices) {
  for (const double oblique : {20.0, 40.0})
    for (const double slice : {0.8, 2.0}) {
      const MeasuredQuantity share =
          share_in(shaft_with_lesion(7, 2), scan_of(0.8, slice, oblique, 15, 4, 80, 80));
      ASSERT_TRUE(share.known()) << share.reason();
      EXPECT_NEAR(share.value().value, 0.5, 0.06) << oblique << " " << slice;
    }
}

/// What lies in the muscle makes no bone weaker: the part of x > 14 mm is left out.
TEST(BoneDiameterShare, LeavesOutWhatLiesBeyondTheBone) {
  phantom::BonePhantom phantom = shaft_with_lesion(4, 14);
  phantom.lesions[0].semi_axis_x_mm = 8;
  const MeasuredQuantity share = share_in(phantom, scan_of(0.8, 0.8, 0, 15, 5, 70, 56));
  ASSERT_TRUE(share.known()) << share.reason();
  // From 6 to 14 mm of a diameter of 28, and 8 mm round the bone.
  EXPECT_NEAR(share.value().value, 8.0 / 28, 0.05);
  phantom.lesions[0].x_mm = 26;
  const MeasuredQuantity outside = share_in(phantom, scan_of(0.8, 0.8, 0, 15, 5, 70, 80));
  EXPECT_THAT(outside.reason(), HasSubstr("outside of the bone"));
}

TEST(BoneDiameterShare, IsUnknownBeyondTheTubeOrWithoutOne) {
  CtLesionOutline outline;
  outline.box.size = {9, 9, 9};
  outline.inside.assign(9 * 9 * 9, 1);
  outline.membership.assign(9 * 9 * 9, 1);
  EXPECT_THAT(bone_diameter_share(outline, std::nullopt).reason(), HasSubstr("no tube"));
  TubularSurface tube;
  tube.first_mm = 20;
  tube.last_mm = 50;
  tube.coefficients = Eigen::MatrixXd::Zero(9, 7);
  tube.coefficients.row(0).setConstant(15);
  EXPECT_THAT(bone_diameter_share(outline, tube).reason(), HasSubstr("reaches beyond"));
}

}  // namespace
}  // namespace osteosign
