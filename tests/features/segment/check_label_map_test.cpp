#include "features/segment/check_label_map.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Ten voxels of one millilitre each, labels 29 (L3, five voxels) and 5 (liver, one).
struct Scene {
  CtVolume ct;
  LabelMap labels;
  LabelMeanings meanings{{29, {"vertebrae_L3", "vertebra", "L3", "", true}},
                         {5, {"liver", "", "", "", false}}};
};

Scene scene(int voxels_over_bone) {
  Scene made;
  made.ct.grid.size = {10, 1, 1};
  made.ct.grid.spacing_mm = {10, 10, 10};
  made.ct.hounsfield.assign(10, 40);
  for (int at = 0; at < voxels_over_bone; ++at) made.ct.hounsfield[static_cast<std::size_t>(at)] = 101;
  made.labels = {made.ct.grid, {29, 29, 29, 29, 29, 29, 29, 29, 29, 29}, {}, "labels.nii.gz"};
  return made;
}

std::string refusal(const Scene& made, const CheckLabelMapParameters& parameters = {}) {
  try {
    check_label_map(made.labels, made.meanings, made.ct, parameters);
  } catch (const InputError& error) {
    EXPECT_EQ(error.kind(), FailureKind::not_usable);
    return error.what();
  }
  return "nothing thrown";
}

TEST(CheckLabelMap, LabelsMostlyOverBonePassInSilence) {
  const Scene made = scene(5);
  EXPECT_THAT(check_label_map(made.labels, made.meanings, made.ct, {}).warnings, IsEmpty());
}

TEST(CheckLabelMap, LessThanHalfOverBoneIsAWarningWithTheFigure) {
  const Scene made = scene(4);
  EXPECT_THAT(
      check_label_map(made.labels, made.meanings, made.ct, {}).warnings,
      ElementsAre("labels.nii.gz: only 40 % of the voxels of label 29 \"vertebrae_L3\" are above 100 HU"));
}

TEST(CheckLabelMap, AVoxelAtTheThresholdIsNotAboveIt) {
  Scene made = scene(5);
  made.ct.hounsfield[0] = 100;
  EXPECT_EQ(check_label_map(made.labels, made.meanings, made.ct, {}).warnings.size(), 1u);
}

TEST(CheckLabelMap, AMapThatLiesInSoftTissueIsRefused) {
  EXPECT_EQ(refusal(scene(1)), "nothing thrown");
  EXPECT_THAT(refusal(scene(0)),
              HasSubstr("only 0.0 % of its bone voxels are above 100 HU, at least 10 % must"));
}

TEST(CheckLabelMap, OrgansAloneAreNoBones) {
  Scene made = scene(5);
  made.labels.voxels = {5, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  EXPECT_THAT(refusal(made), HasSubstr("labels.nii.gz: holds no bone"));
  made.labels.voxels.assign(10, 0);
  EXPECT_THAT(refusal(made), HasSubstr("holds no bone"));
}

TEST(CheckLabelMap, AVertebraLargerThanAnyIsRefused) {
  CheckLabelMapParameters parameters;
  parameters.largest_vertebra_ml = 10;
  EXPECT_EQ(refusal(scene(10), parameters), "nothing thrown");
  parameters.largest_vertebra_ml = 9.9;
  EXPECT_THAT(refusal(scene(10), parameters),
              HasSubstr("label 29 \"vertebrae_L3\" has 10 ml, a bone has at most 10 ml"));
}

TEST(CheckLabelMap, AnotherGridIsRefused) {
  Scene made = scene(10);
  made.labels.grid.origin_mm.y() += 0.002;
  EXPECT_THAT(refusal(made), HasSubstr("is not on the grid of the CT (corners 0.002 mm apart)"));
}

}  // namespace
}  // namespace osteosign
