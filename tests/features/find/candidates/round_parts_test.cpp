#include "features/find/candidates/round_parts.h"

#include <gmock/gmock.h>

namespace osteosign::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

ImageGrid blocks_of_2_mm() {
  ImageGrid grid;
  grid.size = {40, 40, 40};
  grid.spacing_mm = Eigen::Vector3d::Constant(2);
  return grid;
}

void add_ball(VoxelMask& mask, const Eigen::Array3i& middle, double radius_in_blocks) {
  for (int z = 0; z < 40; ++z)
    for (int y = 0; y < 40; ++y)
      for (int x = 0; x < 40; ++x)
        if ((Eigen::Array3i(x, y, z) - middle).matrix().cast<double>().norm() <= radius_in_blocks)
          mask.insert(x, y, z);
}

TEST(RoundParts, ABallOnASheetIsAPartOfItsOwn) {
  VoxelMask mask(blocks_of_2_mm());
  for (int y = 2; y < 38; ++y) mask.insert_run(2, 37, y, 20);
  add_ball(mask, {12, 15, 20}, 4);
  const std::vector<RoundPart> parts = round_parts(mask, 2.5);
  ASSERT_THAT(parts, SizeIs(1));
  EXPECT_TRUE((parts[0].middle == Eigen::Array3i(12, 15, 20)).all()) << parts[0].middle;
  EXPECT_NEAR(static_cast<double>(parts[0].blocks.size()), 257, 60);  // of the ball, and some of the sheet
  EXPECT_EQ(parts[0].region_blocks, mask.count());
}

TEST(RoundParts, TwoBallsThatTouchAreTwoParts) {
  VoxelMask mask(blocks_of_2_mm());
  add_ball(mask, {10, 20, 20}, 5);
  add_ball(mask, {20, 20, 20}, 4);
  const std::vector<RoundPart> parts = round_parts(mask, 2.5);
  ASSERT_THAT(parts, SizeIs(2));
  EXPECT_EQ(parts[0].middle.x(), 10);  // the deeper one first
  EXPECT_EQ(parts[1].middle.x(), 20);
}

TEST(RoundParts, SheetsAndNothingHaveNone) {
  VoxelMask mask(blocks_of_2_mm());
  EXPECT_THAT(round_parts(mask, 2.5), IsEmpty());
  for (int y = 2; y < 38; ++y) mask.insert_run(2, 37, y, 20);
  EXPECT_THAT(round_parts(mask, 2.5), IsEmpty());
}

TEST(RoundParts, WhatLiesAtTheBorderOfTheGridIsAPart) {
  VoxelMask mask(blocks_of_2_mm());
  add_ball(mask, {1, 20, 20}, 4);
  EXPECT_THAT(round_parts(mask, 2.5), SizeIs(1));
}

}  // namespace
}  // namespace osteosign::test
