#include "features/prepare/voxel_mask.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "features/prepare/fill_holes.h"
#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

ImageGrid grid_of(int x, int y, int z, const Eigen::Vector3d& spacing = Eigen::Vector3d::Ones()) {
  ImageGrid grid;
  grid.size = {x, y, z};
  grid.spacing_mm = spacing;
  return grid;
}

VoxelMask single_voxel(const ImageGrid& grid, int x, int y, int z) {
  VoxelMask mask(grid);
  mask.insert(x, y, z);
  return mask;
}

TEST(VoxelMask, RunsAcrossWordBordersHoldExactlyTheirVoxels) {
  VoxelMask mask(grid_of(200, 2, 1));
  mask.insert_run(60, 130, 1, 0);
  EXPECT_EQ(mask.count(), 71U);
  EXPECT_FALSE(mask.contains(59, 1, 0));
  EXPECT_TRUE(mask.contains(60, 1, 0));
  EXPECT_TRUE(mask.contains(130, 1, 0));
  EXPECT_FALSE(mask.contains(131, 1, 0));
}

TEST(VoxelMask, ComplementHasNoVoxelBehindTheLastColumn) {
  const VoxelMask mask(grid_of(70, 3, 2));
  EXPECT_EQ(mask.complement().count(), 420U);
}

TEST(VoxelMask, RangeIncludesBothEnds) {
  const ImageGrid grid = grid_of(4, 1, 1);
  const std::vector<std::int16_t> hounsfield{99, 100, 200, 201};
  const VoxelMask mask = voxels_in_range(grid, hounsfield, 100, 200);
  EXPECT_FALSE(mask.contains(0, 0, 0));
  EXPECT_TRUE(mask.contains(1, 0, 0));
  EXPECT_TRUE(mask.contains(2, 0, 0));
  EXPECT_FALSE(mask.contains(3, 0, 0));
}

TEST(VoxelMask, TransposedTwiceIsTheSame) {
  VoxelMask mask(grid_of(100, 30, 2));
  mask.insert_run(3, 90, 7, 1);
  EXPECT_EQ(mask.transposed_in_plane().transposed_in_plane(), mask);
  EXPECT_TRUE(mask.transposed_in_plane().contains(7, 90, 1));
}

TEST(Morphology, DilationHoldsTheVoxelsWithinTheRadiusInMillimetres) {
  const ImageGrid grid = grid_of(150, 41, 21, {0.5, 0.8, 2});
  const VoxelMask ball = dilate(single_voxel(grid, 64, 20, 10), Reach::ball(4));
  for (int z = 0; z < 21; ++z)
    for (int y = 0; y < 41; ++y)
      for (int x = 0; x < 150; ++x) {
        const double distance = Eigen::Vector3d((x - 64) * 0.5, (y - 20) * 0.8, (z - 10) * 2).norm();
        ASSERT_EQ(ball.contains(x, y, z), distance <= 4 + 1e-9) << x << ' ' << y << ' ' << z;
      }
}

TEST(Morphology, RandomMasksGrowAndShrinkAsCountedVoxelByVoxel) {
  const ImageGrid grid = grid_of(70, 13, 9, {0.5, 0.8, 2});
  std::mt19937 chance(5);
  for (int round = 0; round < 6; ++round) {
    VoxelMask mask(grid);  // two balls, which the borders of the volume may cut, and single voxels
    const auto drawn = [&](int size) { return std::uniform_int_distribution<int>(0, size - 1)(chance); };
    for (int i = 0; i < 2; ++i)
      mask |= dilate(single_voxel(grid, drawn(70), drawn(13), drawn(9)), Reach::ball(3 + round));
    for (int i = 0; i < 10; ++i) mask.insert(drawn(70), drawn(13), drawn(9));
    const Reach reach{1.7, 4.1};
    const VoxelMask grown = dilate(mask, reach), shrunk = erode(mask, reach);
    for (int z = 0; z < 9; ++z)
      for (int y = 0; y < 13; ++y)
        for (int x = 0; x < 70; ++x) {
          bool any = false, every = mask.contains(x, y, z);
          for (int dz = -2; dz <= 2; ++dz)
            for (int dy = -2; dy <= 2; ++dy)
              for (int dx = -3; dx <= 3; ++dx) {
                if (std::pow(dx * 0.5 / 1.7, 2) + std::pow(dy * 0.8 / 1.7, 2) + std::pow(dz * 2 / 4.1, 2) > 1)
                  continue;
                if (!grid.contains(x + dx, y + dy, z + dz)) continue;
                any = any || mask.contains(x + dx, y + dy, z + dz);
                every = every && mask.contains(x + dx, y + dy, z + dz);
              }
          ASSERT_EQ(grown.contains(x, y, z), any) << x << ' ' << y << ' ' << z;
          ASSERT_EQ(shrunk.contains(x, y, z), every) << x << ' ' << y << ' ' << z;
        }
  }
}

TEST(Morphology, ErodingAnEmptyMaskOrAFullOneChangesNothing) {
  const VoxelMask none(grid_of(70, 5, 4));
  EXPECT_EQ(erode(none, Reach::ball(2)), none);
  EXPECT_EQ(dilate(none, Reach::ball(2)), none);
  EXPECT_EQ(erode(none.complement(), Reach::ball(2)), none.complement());
}

TEST(Morphology, ClosingKeepsTheMaskAtTheBorderAndOpeningAddsNothing) {
  VoxelMask mask(grid_of(40, 40, 10));
  for (int z = 0; z < 10; ++z)
    for (int y = 0; y < 40; ++y) mask.insert_run(0, 5, y, z);
  EXPECT_EQ(close(mask, Reach::ball(3)), mask);
  EXPECT_EQ(open(mask, Reach::ball(2)), mask);
}

TEST(Components, FacesJoinAndDiagonalsDoNot) {
  VoxelMask mask(grid_of(10, 10, 3));
  mask.insert_run(1, 3, 1, 0);
  mask.insert_run(3, 5, 2, 0);
  mask.insert_run(6, 7, 3, 0);
  mask.insert(5, 2, 1);
  const MaskComponents found = find_components(mask, Neighbours::volume);
  ASSERT_EQ(found.components.size(), 2U);
  EXPECT_EQ(found.components[0].voxels, 7U);
  EXPECT_EQ(found.components[0].highest, (std::array<int, 3>{5, 2, 1}));
  EXPECT_EQ(found.components[1].voxels, 2U);
  EXPECT_EQ(find_components(mask, Neighbours::axial_plane).components.size(), 3U);
}

TEST(FillHoles, AHoleIsFilledInItsPlaneAndOneAtTheBorderIsNot) {
  VoxelMask ring(grid_of(20, 20, 1));
  for (int i = 5; i <= 10; ++i) {
    ring.insert(i, 5, 0);
    ring.insert(i, 10, 0);
    ring.insert(5, i, 0);
    ring.insert(10, i, 0);
  }
  EXPECT_EQ(with_plane_holes_filled(ring, Neighbours::axial_plane).count(), 36U);
  ring.erase(7, 5, 0);
  EXPECT_EQ(with_plane_holes_filled(ring, Neighbours::axial_plane), ring);
}

TEST(FillHoles, MarrowOfABoneCutOffByTheVolumeIsEnclosedUpToTheGivenSize) {
  VoxelMask tube(grid_of(30, 30, 10));
  for (int z = 0; z < 10; ++z)
    for (int y = 10; y < 20; ++y) {
      tube.insert_run(10, 19, y, z);
      if (y > 10 && y < 19)
        for (int x = 11; x < 19; ++x) tube.erase(x, y, z);
    }
  EXPECT_EQ(enclosed_background(tube, 640).count(), 640U);
  EXPECT_TRUE(enclosed_background(tube, 639).empty());
}

}  // namespace
}  // namespace osteosign
