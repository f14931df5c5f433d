#include "features/find/opened_bone.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>

namespace osteosign {
namespace {

/// Bone wherever `is_bone` says so, from millimetres relative to the middle.
template <class Shape>
LabelMap bones_of(Shape&& is_bone) {
  LabelMap bones;
  bones.grid.size = {41, 41, 21};
  bones.grid.spacing_mm = {1, 1, 2};
  bones.voxels.assign(bones.grid.voxel_count(), 0);
  for (int z = 0; z < 21; ++z)
    for (int y = 0; y < 41; ++y)
      for (int x = 0; x < 41; ++x)
        if (is_bone(x - 20, y - 20, 2 * (z - 10))) bones.voxels[bones.grid.index(x, y, z)] = 7;
  return bones;
}

/// A block of bone that ends 4 mm beyond the middle, with a ball of 8 mm taken out of it: the window is 14 mm
/// wide.
bool block_with_ball_out(int x, int y, int z) {
  return x <= 4 && std::max(std::abs(y), std::abs(z)) <= 16 && x * x + y * y + z * z > 64;
}

Eigen::Vector3d at(const LabelMap& bones, double x_mm, double y_mm, double z_mm) {
  return bones.grid.patient_from_voxel(Eigen::Vector3d(20 + x_mm, 20 + y_mm, 10 + z_mm / 2));
}

TEST(OpenedBone, IsTheSpaceUnderAWindowThatALesionHasMade) {
  const LabelMap bones = bones_of(block_with_ball_out);
  const auto filled = with_opened_bone(bones, at(bones, 1, 0, 0), 30);
  ASSERT_TRUE(filled);
  const auto added = std::count(filled->voxels.begin(), filled->voxels.end(), 7) -
                     std::count(bones.voxels.begin(), bones.voxels.end(), 7);
  // The ball without its cap of 4 mm: 1810 mm3 in voxels of 2 mm3.
  EXPECT_GT(added, 0.8 * 905);
  EXPECT_LT(added, 1.1 * 905);
  for (int z = 0; z < 21; ++z)
    for (int y = 0; y < 41; ++y)
      for (int x = 26; x < 41; ++x) EXPECT_EQ(filled->voxels[bones.grid.index(x, y, z)], 0);
}

TEST(OpenedBone, IsNoneWhereTheSeedLiesInBoneOrIsWalledInByIt) {
  const LabelMap bones = bones_of(block_with_ball_out);
  EXPECT_FALSE(with_opened_bone(bones, at(bones, -12, 0, 0), 30));
  const LabelMap closed = bones_of([](int x, int y, int z) { return x * x + y * y + z * z > 64; });
  EXPECT_FALSE(with_opened_bone(closed, at(closed, 0, 0, 0), 30));
}

TEST(OpenedBone, IsNotACanalThatIsOpenAtBothEnds) {
  const LabelMap ring = bones_of([](int x, int y, int z) {
    const int squared = x * x + y * y;
    return squared > 64 && squared <= 144 && std::abs(z) <= 8;
  });
  EXPECT_FALSE(with_opened_bone(ring, at(ring, 0, 0, 0), 30));
}

TEST(OpenedBone, IsNotTheSoftTissueBesideABoneOrBetweenTwo) {
  const LabelMap beside = bones_of([](int x, int, int) { return x < -2; });
  EXPECT_FALSE(with_opened_bone(beside, at(beside, 0, 0, 0), 30));
  const LabelMap between = bones_of([](int x, int y, int) { return std::abs(x) > 6 && std::abs(y) < 9; });
  EXPECT_FALSE(with_opened_bone(between, at(between, 0, 0, 0), 30));
}

TEST(OpenedBone, OutsideOfTheVolumeIsNone) {
  const LabelMap bones = bones_of(block_with_ball_out);
  EXPECT_FALSE(with_opened_bone(bones, at(bones, 400, 0, 0), 30));
}

}  // namespace
}  // namespace osteosign
