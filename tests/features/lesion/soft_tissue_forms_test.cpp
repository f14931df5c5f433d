#include <gmock/gmock.h>

#include "tests/features/lesion/soft_tissue_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

TEST(SoftTissue, SheetAllRoundTheBoneIsDiffuse) {
  phantom::BonePhantom phantom = slim_limb(6);
  phantom.soft_tissue.mass_diffuse = 1;
  const LesionSoftTissue tissue = soft_tissue_of(phantom);
  EXPECT_NEAR(tissue.mass_thickness.value().value, 6, 1.5);
  EXPECT_GT(tissue.mass_coverage.value().value, 0.9);
  EXPECT_EQ(tissue.mass_coverage.value().method, "diffuse");
  EXPECT_LT(tissue.mass_focality.value().value, 1.6);
}

TEST(SoftTissue, LesionAsDenseAsMuscleIsUndeterminedUnlessFatLiesOnTheBone) {
  phantom::BonePhantom phantom = whole_limb();
  phantom.lesions.front().hu = phantom.around.muscle_hu;
  EXPECT_EQ(soft_tissue_of(phantom).mass_thickness.value().value, 0);
  phantom.soft_tissue.sheath_mm = 0;
  const LesionSoftTissue tissue = soft_tissue_of(phantom);
  EXPECT_THAT(tissue.mass_thickness.reason(), HasSubstr("undetermined"));
  EXPECT_THAT(tissue.fat_plane_loss.reason(), HasSubstr("no fat plane"));
}

TEST(SoftTissue, WholeCortexUnderMuscleOfAnotherDensityIsNoMass) {
  phantom::BonePhantom phantom = whole_limb();
  phantom.soft_tissue.sheath_mm = 0;
  EXPECT_EQ(soft_tissue_of(phantom).mass_thickness.value().value, 0);
}

TEST(SoftTissue, BesideALesionDeepInTheMarrowIsAssessedWhereItComesNearest) {
  phantom::BonePhantom phantom = whole_limb();
  phantom.bone.radius_mm = 11;
  phantom::LesionBody& lesion = phantom.lesions.front();
  lesion.semi_axis_x_mm = lesion.semi_axis_y_mm = lesion.semi_axis_z_mm = 2.5;
  lesion.x_mm = 0.2;
  const LesionSoftTissue tissue = soft_tissue_of(phantom);
  EXPECT_EQ(tissue.mass_thickness.value().value, 0);
  EXPECT_GT(tissue.assessed_fraction.value().value, 0.95);
}

TEST(SoftTissue, VesselFullOfContrastMediumBesideABreachIsNoMass) {
  phantom::BonePhantom phantom = slim_limb(0);
  phantom.soft_tissue.neighbour_radius_mm = 3;
  phantom.soft_tissue.neighbour_deg = 15;
  EXPECT_THAT(soft_tissue_of(phantom).mass_thickness.reason(), HasSubstr("not ruled out"));
}

}  // namespace
}  // namespace osteosign
