#include <gmock/gmock.h>

#include "tests/features/lesion/matrix_scene.h"

namespace osteosign {
namespace {

using phantom::MatrixForm;
using testing::HasSubstr;

TEST(MatrixForms, ACloudIsOsteoid) {
  phantom::BonePhantom phantom = small_lesion(MatrixForm::osteoid);
  phantom.matrix.share = 0.4;
  const LesionMatrix found = matrix_of(phantom);
  EXPECT_EQ(kind_of(found), MatrixKind::osteoid);
  EXPECT_LT(found.fine_mineral_share.value().value, 0.4);
}

TEST(MatrixForms, GroundGlassIsEvenAndUnlikeMarrow) {
  EXPECT_EQ(kind_of(matrix_of(small_lesion(MatrixForm::ground_glass))), MatrixKind::ground_glass);
  phantom::BonePhantom like_marrow = small_lesion(MatrixForm::ground_glass);
  like_marrow.bone.trabecular_sd_hu = 0;
  like_marrow.lesions[0].hu = like_marrow.bone.marrow_hu;
  EXPECT_THAT(matrix_of(like_marrow).kind.reason(), HasSubstr("like the marrow round it"));
}

TEST(MatrixForms, FatAndGasAreToldByDensity) {
  phantom::BonePhantom fat = small_lesion(MatrixForm::fat);
  const LesionMatrix with_fat = matrix_of(fat);
  EXPECT_EQ(kind_of(with_fat), MatrixKind::fat);
  EXPECT_GT(with_fat.fat_fraction.value().value, 0.3);
  const LesionMatrix with_gas = matrix_of(small_lesion(MatrixForm::gas));
  EXPECT_EQ(kind_of(with_gas), MatrixKind::gas);
  EXPECT_GT(with_gas.gas_fraction.value().value, 0.02);
}

TEST(MatrixForms, ANidusIsMeasuredInDenseBone) {
  phantom::BonePhantom phantom = small_lesion(MatrixForm::nidus);
  phantom.matrix.nidus_mm = 8;
  phantom.matrix.nidus_core_mm = 3.5;
  const LesionMatrix found = matrix_of(phantom);
  EXPECT_EQ(kind_of(found), MatrixKind::nidus);
  EXPECT_NEAR(found.nidus_diameter.value().value, 8, 0.8);
}

TEST(MatrixForms, FluidLevelsNeedToKnowHowThePatientLies) {
  phantom::BonePhantom phantom = small_lesion(MatrixForm::fluid_level);
  PhantomScene scene = scene_of(phantom, matrix_scan());
  const LesionMatrix found = matrix_of(scene);
  EXPECT_EQ(kind_of(found), MatrixKind::fluid_level);
  EXPECT_NEAR(found.fluid_level_step.value().value, 30, 6);
  scene.truth.ct.acquisition.patient_position = "";
  EXPECT_THAT(matrix_of(scene).kind.reason(), HasSubstr("(0018,5100)"));
  scene.truth.ct.acquisition.patient_position = "HFP";  // dense fluid does not float
  EXPECT_NE(matrix_of(scene).kind, Measured<MatrixKind>(MatrixKind::fluid_level));
}

TEST(MatrixForms, CavitiesTooSmallToShowTheirLevelsAreNotCalledEmptyOfMatrix) {
  phantom::BonePhantom phantom = small_lesion(MatrixForm::fluid_level);
  phantom::LesionBody& lesion = phantom.lesions.front();
  lesion.semi_axis_x_mm = lesion.semi_axis_y_mm = lesion.semi_axis_z_mm = 6;
  const LesionMatrix found = matrix_of(phantom);
  EXPECT_THAT(found.kind.reason(), HasSubstr("level"));
}

TEST(MatrixForms, StrutsThatComeFromTheCortexAreNoMatrix) {
  phantom::BonePhantom phantom = small_lesion(MatrixForm::none);
  phantom.matrix.struts = 4;
  const LesionMatrix found = matrix_of(phantom);
  EXPECT_EQ(kind_of(found), MatrixKind::none);
}

TEST(MatrixForms, PoolsFragmentsAndCementAreNotNamed) {
  phantom::BonePhantom pools = small_lesion(MatrixForm::none);
  pools.matrix.puddles = 5;
  pools.matrix.puddle_hu = 300;
  PhantomScene scene = scene_of(pools, matrix_scan());
  scene.truth.ct.acquisition.contrast_agent = true;
  EXPECT_FALSE(matrix_of(scene).kind.known());
  phantom::BonePhantom fragments = small_lesion(MatrixForm::none);
  fragments.matrix.fragments = 3;
  EXPECT_THAT(matrix_of(fragments).kind.reason(), HasSubstr("fragments"));
  phantom::BonePhantom cement = small_lesion(MatrixForm::none);
  cement.matrix.cement_mm = 8;
  EXPECT_THAT(matrix_of(cement).kind.reason(), HasSubstr("cement"));
}

TEST(MatrixForms, ThickSlicesNeverSayNone) {
  const LesionMatrix found = matrix_of(small_lesion(MatrixForm::none), 3);
  EXPECT_THAT(found.kind.reason(), HasSubstr("too thick"));
  EXPECT_EQ(kind_of(matrix_of(small_lesion(MatrixForm::gas), 3)), MatrixKind::gas);
}

TEST(MatrixForms, DenseThroughoutOrTooSmallIsUnknown) {
  phantom::BonePhantom dense = small_lesion(MatrixForm::none);
  dense.lesions[0].hu = 850;
  EXPECT_THAT(matrix_of(dense).kind.reason(), HasSubstr("reactive bone"));
  phantom::BonePhantom small = small_lesion(MatrixForm::none);
  small.lesions[0].semi_axis_x_mm = small.lesions[0].semi_axis_y_mm = small.lesions[0].semi_axis_z_mm = 2;
  const LesionMatrix found = matrix_of(small);
  EXPECT_THAT(found.kind.reason(), HasSubstr("too small"));
  EXPECT_FALSE(found.mineral_fraction.known());
}

}  // namespace
}  // namespace osteosign
