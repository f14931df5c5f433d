#include "io/images/region_set.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::Pair;

Region region(const ImageGrid& grid, std::uint16_t number, const std::string& name,
              const std::vector<std::uint8_t>& inside) {
  Region made = region_of(grid, inside);
  made.number = number;
  made.name = name;
  return made;
}

ImageGrid row_of_six() {
  ImageGrid grid;
  grid.size = {3, 2, 1};
  return grid;
}

TEST(RegionSet, ARegionIsCutToItsBox) {
  const Region made = region(row_of_six(), 1, "L3", {0, 1, 0, 0, 1, 1});
  EXPECT_THAT(made.first, ElementsAre(1, 0, 0));
  EXPECT_THAT(made.size, ElementsAre(2, 2, 1));
  EXPECT_THAT(made.inside, ElementsAre(1, 0, 1, 1));
  EXPECT_EQ(made.voxel_count(), 3u);
  EXPECT_TRUE(made.contains(2, 1, 0));
  EXPECT_FALSE(made.contains(2, 0, 0));
  EXPECT_FALSE(made.contains(0, 0, 0));
}

TEST(RegionSet, AnEmptyRegionHasNoBox) {
  const Region made = region(row_of_six(), 1, "L3", {0, 0, 0, 0, 0, 0});
  EXPECT_EQ(made.voxel_count(), 0u);
  EXPECT_FALSE(made.contains(0, 0, 0));
}

TEST(RegionSet, AContestedVoxelGoesToTheSmallerRegionAndIsCounted) {
  const ImageGrid grid = row_of_six();
  const RegionSet set{
      grid,
      {region(grid, 1, "L3", {0, 1, 1, 0, 0, 0}), region(grid, 2, "spine", {1, 1, 1, 1, 0, 0})},
      "file",
      {}};
  const FlattenedRegions flat = flatten(set);
  EXPECT_THAT(flat.labels.voxels, ElementsAre(2, 1, 1, 2, 0, 0));
  EXPECT_THAT(flat.labels.names, ElementsAre(Pair(1, "L3"), Pair(2, "spine")));
  ASSERT_EQ(flat.contested.size(), 1u);
  EXPECT_EQ(flat.contested[0].first, 1);
  EXPECT_EQ(flat.contested[0].second, 2);
  EXPECT_EQ(flat.contested[0].voxels, 2u);
}

TEST(RegionSet, AtEqualSizesTheLowerNumberWins) {
  const ImageGrid grid = row_of_six();
  const RegionSet set{
      grid, {region(grid, 5, "b", {0, 1, 1, 0, 0, 0}), region(grid, 3, "a", {1, 1, 0, 0, 0, 0})}, "file", {}};
  EXPECT_THAT(flatten(set).labels.voxels, ElementsAre(3, 3, 5, 0, 0, 0));
}

}  // namespace
}  // namespace osteosign
