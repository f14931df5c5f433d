#include "features/find/outline_voxels.h"

#include <gtest/gtest.h>

namespace osteosign {
namespace {

/// A block of voxels that fills its box, at `first` of the series.
CtLesionOutline block(std::array<int, 3> first, std::array<int, 3> size, double spacing_mm = 1) {
  CtLesionOutline outline;
  outline.first = first;
  outline.box.size = size;
  outline.box.spacing_mm = Eigen::Vector3d::Constant(spacing_mm);
  outline.box.origin_mm = spacing_mm * Eigen::Vector3d(first[0], first[1], first[2]);
  outline.inside.assign(outline.box.voxel_count(), 1);
  return outline;
}

TEST(OutlineVoxels, AreNamedByTheirPlaceInTheSeries) {
  const CtLesionOutline outline = block({5, 6, 7}, {2, 3, 4});
  EXPECT_TRUE(holds(outline, {6, 8, 10}));
  EXPECT_FALSE(holds(outline, {7, 8, 10}));
  EXPECT_FALSE(holds(outline, {4, 6, 7}));
  int count = 0;
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    ++count;
    EXPECT_TRUE(holds(outline, voxel));
  });
  EXPECT_EQ(count, 24);
}

TEST(OutlineVoxels, OfTwoOutlinesAreCountedWhereTheyOverlap) {
  const OutlineOverlap overlap = overlap_of(block({0, 0, 0}, {4, 4, 4}), block({2, 0, 0}, {4, 4, 2}));
  EXPECT_EQ(overlap.one, 64);
  EXPECT_EQ(overlap.other, 32);
  EXPECT_EQ(overlap.both, 16);
  EXPECT_DOUBLE_EQ(overlap.share_of_union(), 0.2);
  EXPECT_EQ(overlap_of(block({0, 0, 0}, {2, 2, 2}), block({9, 9, 9}, {2, 2, 2})).both, 0);
}

/// A mask may fill its box: the faces of the box bound it, so a sheet holds a small ball, not an endless one.
TEST(OutlineVoxels, InscribedBallEndsAtTheFacesOfTheBox) {
  const InscribedBall cube = inscribed_ball(block({10, 20, 30}, {9, 9, 9}, 2));
  EXPECT_NEAR(cube.radius_mm, 9, 1.1);
  EXPECT_LT((cube.centre_in_patient_mm - 2 * Eigen::Vector3d(14, 24, 34)).norm(), 1);
  EXPECT_GT(cube.share_of_volume, 0.35);
  const InscribedBall sheet = inscribed_ball(block({0, 0, 0}, {30, 30, 3}));
  EXPECT_NEAR(sheet.radius_mm, 1.5, 0.6);
  EXPECT_LT(sheet.share_of_volume, 0.02);
}

/// In thick voxels a lesion is two of them wide: its ball lies between them.
TEST(OutlineVoxels, InscribedBallOfFewVoxelsLiesBetweenThem) {
  const InscribedBall ball = inscribed_ball(block({4, 4, 4}, {2, 2, 2}, 3));
  EXPECT_NEAR(ball.radius_mm, 3, 0.8);
  EXPECT_GT(ball.share_of_volume, 0.3);
  EXPECT_LT((ball.centre_in_patient_mm - Eigen::Vector3d::Constant(13.5)).norm(), 1.4);
}

}  // namespace
}  // namespace osteosign
