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
  const LesionLocation location = location_of(outline_of(bones, {1, 1, 1, 0, 0}), bones);
  EXPECT_EQ(location.bone, Measured<std::string>("vertebra"));
  EXPECT_EQ(location.level, Measured<std::string>("L3"));
  EXPECT_FALSE(location.side.known());
}

TEST(NamedBones, TheSideComesFromTheName) {
  const LabelMap bones = named_row();
  EXPECT_EQ(location_of(Eigen::Vector3d(2, 0, 0), bones).side, Measured<std::string>("left"));
}

TEST(NamedBones, OutsideOfBoneOrWithoutNamesTheBoneIsUnknownWithItsReason) {
  LabelMap bones = named_row();
  EXPECT_EQ(location_of(Eigen::Vector3d(4, 0, 0), bones).bone.reason(), "no bone was segmented there");
  EXPECT_EQ(location_of(Eigen::Vector3d(40, 0, 0), bones).bone.reason(), "no bone was segmented there");
  bones.names[1] = "bone";
  EXPECT_EQ(location_of(Eigen::Vector3d(0, 0, 0), bones).bone.reason(),
            "the segmentation does not name its bones");
  bones.names.clear();
  EXPECT_EQ(location_of(Eigen::Vector3d(0, 0, 0), bones).bone.reason(),
            "the segmentation does not name its bones");
}

TEST(NamedBones, VertebraeGetTheNumbersOfTotalSegmentatorAnd99WithoutALevel) {
  EXPECT_THAT(vertebrae_by_level(named_row()).voxels, testing::ElementsAre(29, 29, 0, 99, 0));
}

TEST(NamedBones, WithoutAVertebraThereIsNoMap) {
  LabelMap bones = named_row();
  bones.names = {{2, "hip_left"}};
  EXPECT_TRUE(vertebrae_by_level(bones).voxels.empty());
}

}  // namespace
}  // namespace osteosign
