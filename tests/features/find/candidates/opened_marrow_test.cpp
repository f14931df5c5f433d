#include "features/find/candidates/opened_marrow.h"

#include <gmock/gmock.h>

#include "features/find/candidates/find_candidates.h"
#include "tests/features/find/candidates/shaft.h"

namespace osteosign::test {
namespace {

using testing::IsEmpty;

const Spot hole{{12, 0, 10}, {9, 9, 9}, 40};

bool holds(const CoarseBone& bone, const VoxelMask& blocks, const Eigen::Vector3d& at_mm) {
  const Eigen::Array3i at = bone.grid.voxel_from_patient(at_mm).array().round().cast<int>();
  return blocks.contains(at.x(), at.y(), at.z());
}

TEST(OpenedMarrow, MarrowAndTheHoleAreSearchedAndMuscleIsNot) {
  for (const double spacing_mm : {1.0, 2.0}) {
    const Shaft shaft({hole}, spacing_mm);
    const CoarseBone bone = coarse_bone(shaft.searched(), 110, {});
    const CoarseBone wider = with_opened_marrow(bone, shaft.searched(), 110, {});
    ASSERT_FALSE(wider.hu.empty()) << spacing_mm;
    EXPECT_TRUE(holds(wider, wider.bone, {6, 0, 10}));
    EXPECT_TRUE(holds(wider, wider.bone, {0, 0, 10}));
    EXPECT_TRUE(holds(wider, wider.bone, {0, 0, -20}));
    EXPECT_TRUE(holds(wider, wider.bone, {0, 0, 46})) << "beside the border of the scan";
    EXPECT_FALSE(holds(wider, wider.bone, {19, 0, 10}));
    EXPECT_FALSE(holds(wider, wider.bone, {-19, 0, 10}));
  }
}

TEST(OpenedMarrow, AnIntactShaftHasNone) {
  const Shaft shaft({});
  const CoarseBone bone = coarse_bone(shaft.searched(), 110, {});
  EXPECT_TRUE(with_opened_marrow(bone, shaft.searched(), 110, {}).hu.empty());
}

TEST(OpenedMarrow, TheGapBetweenTwoBonesIsNone) {
  const TwoSides scene({});
  const VoxelMask none;
  const SearchedBones searched{scene.ct, scene.bones, none, none};
  const CoarseBone bone = coarse_bone(searched, 110, {});
  EXPECT_TRUE(with_opened_marrow(bone, searched, 110, {}).hu.empty());
}

TEST(OpenedMarrow, TheCanalOfTheSpineIsNone) {
  const Shaft shaft({hole});
  const CoarseBone bone = coarse_bone(shaft.searched(), 110, {});
  VoxelMask canal(shaft.ct.grid);
  for (int z = 0; z < shaft.ct.grid.size[2]; ++z)
    for (int y = 0; y < shaft.ct.grid.size[1]; ++y) canal.insert_run(0, shaft.ct.grid.size[0] - 1, y, z);
  EXPECT_TRUE(opened_marrow(bone, shaft.ct.grid, canal, 110, {}).empty());
}

TEST(OpenedMarrow, ALesionThatTookTheCortexOfAShaftIsARegion) {
  const Shaft shaft({hole});
  const RegionSearch found = search_regions({shaft.ct, shaft.bones, {}, {}, {}, {}, {}}, {});
  bool hit = false;
  for (std::size_t i = 0; i < found.regions.size(); ++i)
    hit = hit || (found.regions[i].density == DensityClass::lytic &&
                  found.with_signs[i].explained_by.empty() && !found.with_signs[i].is_cortex &&
                  (found.with_signs[i].ball.centre_in_patient_mm - hole.centre_mm).norm() < 9);
  EXPECT_TRUE(hit);
}

TEST(OpenedMarrow, AnIntactShaftHasNoCandidate) {
  const Shaft shaft({});
  EXPECT_THAT(find_candidates({shaft.ct, shaft.bones, {}, {}, {}, {}, {}}, {}, {}).candidates, IsEmpty());
}

}  // namespace
}  // namespace osteosign::test
