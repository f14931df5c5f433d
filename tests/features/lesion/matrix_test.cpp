#include "features/lesion/matrix.h"

#include <gmock/gmock.h>

#include "tests/features/lesion/matrix_scene.h"

namespace osteosign {
namespace {

using phantom::MatrixForm;
using testing::HasSubstr;

TEST(Matrix, PlainSoftTissueHasNone) {
  const LesionMatrix found = matrix_of(small_lesion(MatrixForm::none));
  EXPECT_EQ(kind_of(found), MatrixKind::none);
  EXPECT_EQ(found.mineral_components.value().value, 0);
  EXPECT_EQ(found.fat_fraction.value().value, 0);
  EXPECT_EQ(found.mineral_hu.reason(), "there is no mineral");
  EXPECT_LT(found.spread.value().value, 10);
}

TEST(Matrix, RingsAndDotsAreChondroid) {
  phantom::BonePhantom phantom = small_lesion(MatrixForm::chondroid);
  phantom.matrix.grain_mm = 1.6;
  phantom.matrix.spacing_mm = 4.5;
  const LesionMatrix found = matrix_of(phantom);
  EXPECT_EQ(kind_of(found), MatrixKind::chondroid);
  EXPECT_GT(found.fine_mineral_share.value().value, 0.8);
}

TEST(Matrix, WithoutNoiseOrBlurNothingIsSaid) {
  PhantomScene scene = scene_of(small_lesion(MatrixForm::none), matrix_scan(2));
  scene.quality.noise_hu = Unknown{"no soft tissue"};
  EXPECT_THAT(matrix_of(scene).kind.reason(), HasSubstr("no soft tissue"));
}

}  // namespace
}  // namespace osteosign
