#include "features/spine/occupied_tiles.h"

#include <gtest/gtest.h>

namespace osteosign {
namespace {

const std::array<int, 3> size{41, 24, 17};

TEST(OccupiedTiles, NothingIsNearInAnEmptyVolume) {
  const OccupiedTiles tiles(size);
  for (int z = -9; z < size[2] + 9; ++z)
    for (int y = -9; y < size[1] + 9; ++y)
      for (int x = -9; x < size[0] + 9; ++x) EXPECT_FALSE(tiles.near(x, y, z));
}

TEST(OccupiedTiles, IsNearWithinATileOfEachVoxelInsideAndOutsideOfTheVolume) {
  for (const std::array<int, 3>& at : {std::array{0, 0, 0}, {40, 23, 16}, {7, 8, 15}, {20, 11, 8}}) {
    OccupiedTiles tiles(size);
    tiles.insert(at[0], at[1], at[2]);
    constexpr int side = OccupiedTiles::side;
    for (int z = at[2] - side; z <= at[2] + side; ++z)
      for (int y = at[1] - side; y <= at[1] + side; ++y)
        for (int x = at[0] - side; x <= at[0] + side; ++x) EXPECT_TRUE(tiles.near(x, y, z));
  }
}

TEST(OccupiedTiles, IsNotNearTwoTilesAway) {
  OccupiedTiles tiles(size);
  tiles.insert(20, 11, 8);
  EXPECT_FALSE(tiles.near(20 - 2 * OccupiedTiles::side, 11, 8));
  EXPECT_FALSE(tiles.near(20 + 2 * OccupiedTiles::side, 11, 8));
}

TEST(OccupiedTiles, AMaskIsTakenAsItsVoxels) {
  ImageGrid grid;
  grid.size = size;
  VoxelMask mask(grid);
  mask.insert(3, 4, 5);
  mask.insert(39, 22, 1);
  OccupiedTiles of_mask(size), of_voxels(size);
  of_mask.insert(mask);
  of_voxels.insert(3, 4, 5);
  of_voxels.insert(39, 22, 1);
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) EXPECT_EQ(of_mask.near(x, y, z), of_voxels.near(x, y, z));
}

}  // namespace
}  // namespace osteosign
