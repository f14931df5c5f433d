#include "features/find/walled_in.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace osteosign {
namespace {

LabelMap empty_bones() {
  LabelMap bones;
  bones.grid.size = {31, 31, 31};
  bones.grid.spacing_mm = {1, 1, 1};
  bones.voxels.assign(bones.grid.voxel_count(), 0);
  return bones;
}

/// Bone wherever `is_bone` says so, from voxel indices relative to the middle.
template <class Shape>
LabelMap bones_of(Shape&& is_bone) {
  LabelMap bones = empty_bones();
  for (int z = 0; z < 31; ++z)
    for (int y = 0; y < 31; ++y)
      for (int x = 0; x < 31; ++x)
        if (is_bone(x - 15, y - 15, z - 15)) bones.voxels[bones.grid.index(x, y, z)] = 1;
  return bones;
}

bool on_sphere(int x, int y, int z) {
  const int squared = x * x + y * y + z * z;
  return squared >= 64 && squared <= 100;
}

TEST(WalledIn, TheHoleOfAShellIsAlsoWhenTheShellHasAGap) {
  EXPECT_TRUE(walled_in(bones_of(on_sphere), {15, 15, 15}));
  EXPECT_TRUE(
      walled_in(bones_of([](int x, int y, int z) { return on_sphere(x, y, z) && x < 7; }), {15, 15, 15}));
}

TEST(WalledIn, ACanalBetweenRingsOfBoneIsNot) {
  const LabelMap canal = bones_of([](int x, int y, int z) {
    const int squared = x * x + y * y;
    return squared >= 64 && squared <= 100 && std::abs(z) <= 4;
  });
  EXPECT_FALSE(walled_in(canal, {15, 15, 15}));
}

TEST(WalledIn, SoftTissueInTheHollowOfABoneIsNot) {
  EXPECT_FALSE(
      walled_in(bones_of([](int x, int y, int z) { return on_sphere(x, y, z) && x < 0; }), {15, 15, 15}));
}

TEST(WalledIn, BehindTheBorderOfTheVolumeThereIsNoWall) {
  EXPECT_FALSE(walled_in(bones_of([](int, int, int z) { return std::abs(z) == 3; }), {0, 0, 15}));
  EXPECT_FALSE(in_bone_or_walled_in(empty_bones(), {31, 0, 0}));
}

}  // namespace
}  // namespace osteosign
