#include "features/spine/named_vertebrae.h"

#include <gmock/gmock.h>

namespace osteosign::test {
namespace {

/// Labels as slabs of one slice each, the first one highest.
LabelMap slabs(const std::map<std::uint16_t, std::string>& names,
               const std::vector<std::uint16_t>& from_above) {
  LabelMap map;
  map.grid.size = {4, 4, static_cast<int>(from_above.size())};
  map.grid.spacing_mm = {1, 1, 10};
  map.names = names;
  map.voxels.resize(map.grid.voxel_count());
  for (std::size_t i = 0; i < from_above.size(); ++i)
    for (int y = 0; y < 4; ++y)
      for (int x = 0; x < 4; ++x)
        map.voxels[map.grid.index(x, y, map.grid.size[2] - 1 - static_cast<int>(i))] = from_above[i];
  return map;
}

TEST(NamedVertebrae, AreOrderedFromCranialToCaudal) {
  const auto found =
      named_vertebrae(slabs({{1, "vertebrae_L2"}, {2, "vertebrae_T12"}, {3, "vertebrae_L1"}}, {2, 3, 1}));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].level, "T12");
  EXPECT_EQ(found[1].level, "L1");
  EXPECT_EQ(found[2].level, "L2");
}

TEST(NamedVertebrae, WithoutLevelsAreOrderedByHeight) {
  const auto found = named_vertebrae(slabs({{1, "vertebra a"}, {2, "vertebra b"}}, {2, 1}));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_THAT(found[0].labels, testing::ElementsAre(2));
  EXPECT_TRUE(found[0].level.empty());
}

TEST(NamedVertebrae, LabelsOfOneLevelAreOneVertebra) {
  const auto found = named_vertebrae(slabs({{1, "L3 body"}, {2, "L3 arch"}, {3, "L4"}}, {1, 2, 3}));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_THAT(found[0].labels, testing::ElementsAre(1, 2));
  EXPECT_EQ(found[0].voxels, 32U);
}

TEST(NamedVertebrae, LeaveOutSacrumRibsAndLabelsThatDoNotOccur) {
  const LabelMap map = slabs(
      {{1, "vertebrae_L5"}, {2, "sacrum"}, {3, "vertebrae_S1"}, {4, "rib_left_12"}, {5, "vertebrae_L4"}},
      {1, 2, 3, 4});
  const auto found = named_vertebrae(map);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].level, "L5");
  EXPECT_THAT(sacrum_labels(map), testing::UnorderedElementsAre(2, 3));
}

}  // namespace
}  // namespace osteosign::test
