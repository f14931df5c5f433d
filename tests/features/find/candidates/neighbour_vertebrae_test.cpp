#include "features/find/candidates/neighbour_vertebrae.h"

#include <gmock/gmock.h>

#include <set>

#include "features/find/candidates/find_candidates.h"

namespace osteosign::test {
namespace {

constexpr double apart_mm = 26;
constexpr double hole_hu = 40, marrow_hu = 180;

/// Four bodies above one another in muscle, those of the given numbers with a hole on their left; blocks of 2
/// mm.
struct Column {
  CoarseBone bone;
  std::vector<FoundVertebra> found;
  VoxelMask hole;  ///< of the second body

  explicit Column(const std::set<int>& with_hole) {
    bone.grid.size = {32, 28, 56};
    bone.grid.spacing_mm = Eigen::Vector3d::Constant(2);
    bone.grid.origin_mm = Eigen::Vector3d(-31, -27, -55);
    hole = VoxelMask(bone.grid);
    for (int i = 0; i < 4; ++i) {
      FoundVertebra vertebra;
      vertebra.body_centre_mm = {0, 0, (1.5 - i) * apart_mm};
      found.push_back(vertebra);
    }
    for (int z = 0; z < bone.grid.size[2]; ++z)
      for (int y = 0; y < bone.grid.size[1]; ++y)
        for (int x = 0; x < bone.grid.size[0]; ++x) bone.hu.push_back(hu_at({x, y, z}, with_hole));
  }

 private:
  float hu_at(const Eigen::Array3i& block, const std::set<int>& with_hole) {
    const Eigen::Vector3d at = bone.grid.patient_from_voxel(block.matrix().cast<double>());
    for (int i = 0; i < 4; ++i) {
      const Eigen::Vector3d local = at - found[static_cast<std::size_t>(i)].body_centre_mm;
      if (std::abs(local.z()) > 10 || local.head<2>().cwiseQuotient(Eigen::Vector2d(22, 15)).norm() > 1)
        continue;
      const bool in_place = (local - Eigen::Vector3d(9, 0, 0)).norm() < 6;
      if (in_place && i == 1) hole.insert(block.x(), block.y(), block.z());
      return static_cast<float>(in_place && with_hole.contains(i) ? hole_hu : marrow_hu);
    }
    return 0;
  }
};

TEST(NeighbourVertebrae, ShowWhatRepeatsInThem) {
  const Column column({0, 1, 2, 3});
  const auto neighbours = NeighbourVertebrae(column.bone, column.found)
                              .of(region_places(column.bone.grid, places_of(column.hole)));
  ASSERT_EQ(neighbours.size(), 3U);
  for (const Counterpart& each : neighbours) {
    EXPECT_NEAR(each.own_mean_hu, hole_hu, 1);
    EXPECT_NEAR(each.mean_hu, hole_hu, 30);
  }
}

TEST(NeighbourVertebrae, ShowMarrowAtThePlaceOfALesionOfOneVertebra) {
  const Column column({1});
  const auto neighbours = NeighbourVertebrae(column.bone, column.found)
                              .of(region_places(column.bone.grid, places_of(column.hole)));
  ASSERT_EQ(neighbours.size(), 3U);
  for (const Counterpart& each : neighbours) EXPECT_NEAR(each.mean_hu, marrow_hu, 30);
}

TEST(NeighbourVertebrae, TellNothingFarFromTheSpineOrWithoutOne) {
  const Column column({1});
  EXPECT_TRUE(NeighbourVertebrae(column.bone, {})
                  .of(region_places(column.bone.grid, places_of(column.hole)))
                  .empty());
  std::vector<FoundVertebra> elsewhere = column.found;
  for (FoundVertebra& vertebra : elsewhere) vertebra.body_centre_mm.x() += 100;
  EXPECT_TRUE(NeighbourVertebrae(column.bone, elsewhere)
                  .of(region_places(column.bone.grid, places_of(column.hole)))
                  .empty());
}

/// Four bodies with a shell of cortex, those of the given numbers with a flat cleft; voxels of 1.5 mm.
struct ClovenBodies {
  CtVolume ct;
  LabelMap bones;
  Spine spine;

  explicit ClovenBodies(const std::set<int>& cloven) {
    ct.grid.size = {48, 40, 80};
    ct.grid.spacing_mm = Eigen::Vector3d::Constant(1.5);
    ct.grid.origin_mm = -0.75 * Eigen::Vector3d(47, 39, 79);
    ct.hounsfield.assign(ct.grid.voxel_count(), 50);
    bones = {ct.grid, std::vector<std::uint16_t>(ct.grid.voxel_count(), 0), {{1, "bone"}}, "built-in"};
    for (int i = 0; i < 4; ++i) {
      FoundVertebra vertebra;
      vertebra.body_centre_mm = {0, 0, (1.5 - i) * apart_mm};
      spine.found.push_back(vertebra);
    }
    for (int z = 0; z < ct.grid.size[2]; ++z)
      for (int y = 0; y < ct.grid.size[1]; ++y)
        for (int x = 0; x < ct.grid.size[0]; ++x) fill({x, y, z}, cloven);
  }

  /// What explains each region; empty for one that nothing explains.
  std::vector<std::string> explanations() const {
    const RegionSearch search = search_regions({ct, bones, spine, {}, {}, {}, {}}, {});
    std::vector<std::string> all;
    for (const SignedRegion& each : search.with_signs)
      if (!each.is_cortex) all.push_back(each.explained_by);
    return all;
  }

 private:
  void fill(const Eigen::Array3i& voxel, const std::set<int>& cloven) {
    const Eigen::Vector3d at = ct.grid.patient_from_voxel(voxel.matrix().cast<double>());
    for (int i = 0; i < 4; ++i) {
      const Eigen::Array3d local =
          (at - spine.found[static_cast<std::size_t>(i)].body_centre_mm).array().abs();
      const double outside_mm = (local - Eigen::Array3d(26, 20, 12)).maxCoeff();
      if (outside_mm > 0) continue;
      const std::size_t index = ct.grid.index(voxel.x(), voxel.y(), voxel.z());
      const bool in_cleft = cloven.contains(i) && (local < Eigen::Array3d(9, 6, 2.5)).all();
      bones.voxels[index] = 1;
      ct.hounsfield[index] = static_cast<std::int16_t>(outside_mm > -3 ? 700
                                                       : in_cleft      ? hole_hu
                                                                       : marrow_hu);
    }
  }
};

// The surroundings of the first and the last body are unlike those of the others: too few neighbours tell.
TEST(SearchRegions, WhatMostVertebraeAboveAndBelowShowIsExplained) {
  EXPECT_THAT(ClovenBodies({0, 1, 2, 3}).explanations(),
              testing::Contains("alike in 3 of 3 vertebrae above and below").Times(2));
}

TEST(SearchRegions, WhatOneOfThreeOtherVertebraeShowsIsNot) {
  EXPECT_THAT(ClovenBodies({1, 2}).explanations(), testing::ElementsAre("", ""));
}

}  // namespace
}  // namespace osteosign::test
