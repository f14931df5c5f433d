#include "pipeline/named_bones.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

/// Two voxels of "vertebrae_L3", one of "hip_left", one of "vertebra" without a level, one of background.
LabelMap named_row() {
  LabelMap bones;
  bones.grid.size = {5, 1, 1};
  bones.voxels = {1, 1, 2, 3, 0};
  bones.names = {{1, "vertebrae_L3"}, {2, "hip_left"}, {3, "vertebra"}};
  return bones;
}

CtLesionOutline outline_of(const LabelMap& bones, std::vector<std::uint8_t> inside) {
  return {bones.grid, {0, 0, 0}, std::move(inside), {}};
}

TEST(NamedBones, ALesionLiesWhereMostOfItsVoxelsDo) {
  const LabelMap bones = named_row();
  const LesionLocation location = location_of(outline_of(bones, {1, 1, 1, 0, 0}), bones, {});
  EXPECT_EQ(location.bone, Measured<std::string>("vertebra"));
  EXPECT_EQ(location.level, Measured<std::string>("L3"));
  EXPECT_FALSE(location.side.known());
}

TEST(NamedBones, TheSideComesFromTheName) {
  const LabelMap bones = named_row();
  EXPECT_EQ(location_of(Eigen::Vector3d(2, 0, 0), bones, {}).side, Measured<std::string>("left"));
}

TEST(NamedBones, OutsideOfBoneOrWithoutNamesTheBoneIsUnknownWithItsReason) {
  LabelMap bones = named_row();
  EXPECT_EQ(location_of(Eigen::Vector3d(4, 0, 0), bones, {}).bone.reason(), "no bone was segmented there");
  EXPECT_EQ(location_of(Eigen::Vector3d(40, 0, 0), bones, {}).bone.reason(), "no bone was segmented there");
  bones.names[1] = "bone";
  EXPECT_EQ(location_of(Eigen::Vector3d(0, 0, 0), bones, {}).bone.reason(),
            "the segmentation does not name its bones");
  bones.names.clear();
  EXPECT_EQ(location_of(Eigen::Vector3d(0, 0, 0), bones, {}).bone.reason(),
            "the segmentation does not name its bones");
}

/// A spine on the same row: L3 in the first two voxels, a vertebra of unknown level in the fourth.
Spine spine_in_row() {
  Spine spine;
  spine.vertebrae = named_row();
  spine.vertebrae.voxels = {1, 1, 0, 2, 0};
  spine.found.resize(2);
  spine.found[0].label = 1;
  spine.found[0].level = {std::string("L3"), "L3", 1, "label map"};
  spine.found[1].label = 2;
  spine.found[1].level.shown = "vertebra 2 from above";
  return spine;
}

TEST(NamedBones, AFoundVertebraNamesTheBoneWhereLabelsDoNot) {
  LabelMap bones = named_row();
  bones.names = {};
  const LesionLocation location = location_of(outline_of(bones, {1, 1, 1, 0, 0}), bones, spine_in_row());
  EXPECT_EQ(location.bone, Measured<std::string>("vertebra"));
  EXPECT_EQ(location.level, Measured<std::string>("L3"));
  const LesionLocation nameless = location_of(Eigen::Vector3d(3, 0, 0), bones, spine_in_row());
  EXPECT_EQ(nameless.bone, Measured<std::string>("vertebra"));
  EXPECT_EQ(nameless.level.reason(), "no label and no landmark tells the level");
}

TEST(NamedBones, ALesionMostlyBesideAVertebraLiesElsewhere) {
  const LabelMap bones = named_row();
  EXPECT_EQ(location_of(outline_of(bones, {0, 1, 1, 0, 0}), bones, spine_in_row()).bone,
            Measured<std::string>("vertebra"));
  EXPECT_EQ(location_of(outline_of(bones, {0, 0, 1, 0, 0}), bones, spine_in_row()).bone,
            Measured<std::string>("hip"));
}

TEST(NamedBones, LevelsHaveTheNumbersOfTotalSegmentator) {
  const auto number = [](const char* level) {
    return number_of_level({std::string(level), level, 1, "label map"});
  };
  EXPECT_EQ(number("L5"), 27);
  EXPECT_EQ(number("L1"), 31);
  EXPECT_EQ(number("T12"), 32);
  EXPECT_EQ(number("C1"), 50);
  EXPECT_EQ(number("L6"), 99);
  EXPECT_EQ(number_of_level({}), 99);
}

TEST(NamedBones, VertebraeGetTheNumbersOfTotalSegmentatorAnd99WithoutALevel) {
  LabelMap bones = named_row();
  bones.names[2] = "sacrum";
  EXPECT_THAT(vertebrae_by_level(bones, spine_in_row()).voxels, testing::ElementsAre(29, 29, 25, 99, 0));
}

TEST(NamedBones, WithoutAVertebraThereIsNoMap) {
  LabelMap bones = named_row();
  bones.names = {{2, "hip_left"}};
  EXPECT_TRUE(vertebrae_by_level(bones, {}).voxels.empty());
}

}  // namespace
}  // namespace osteosign
