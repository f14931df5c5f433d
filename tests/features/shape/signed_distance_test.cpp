#include "features/shape/signed_distance.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

TEST(SignedDistance, PutsTheBorderMidwayBetweenVoxelsAndIsNegativeInside) {
  ImageGrid grid;
  grid.size = {10, 6, 6};
  grid.spacing_mm = {0.5, 1, 3};
  std::vector<std::uint8_t> inside(grid.voxel_count(), 0);
  for (int z = 0; z < 6; ++z)
    for (int y = 0; y < 6; ++y)
      for (int x = 0; x < 4; ++x) inside[grid.index(x, y, z)] = 1;
  const std::vector<float> distance = signed_distance_mm(grid, inside);
  EXPECT_NEAR(distance[grid.index(3, 3, 3)], -0.25, 1e-5);
  EXPECT_NEAR(distance[grid.index(4, 3, 3)], 0.25, 1e-5);
  EXPECT_NEAR(distance[grid.index(8, 3, 3)], 2.25, 1e-5);
  EXPECT_NEAR(distance[grid.index(1, 3, 3)], -1.25, 1e-5);
}

TEST(SignedDistance, OfAnEmptyAndAFullMaskIsTheDiagonal) {
  ImageGrid grid;
  grid.size = {3, 4, 12};
  EXPECT_NEAR(signed_distance_mm(grid, std::vector<std::uint8_t>(144, 0))[0], 13, 1e-5);
  EXPECT_NEAR(signed_distance_mm(grid, std::vector<std::uint8_t>(144, 1))[0], -13, 1e-5);
}

}  // namespace
}  // namespace osteosign
