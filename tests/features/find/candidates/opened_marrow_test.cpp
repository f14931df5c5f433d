#include "features/find/candidates/opened_marrow.h"

#include <gmock/gmock.h>

#include "features/find/candidates/find_candidates.h"
#include "tests/features/find/candidates/two_sides.h"

namespace osteosign::test {
namespace {

using testing::IsEmpty;

/// A shaft along z, 30 mm wide, with a cortex of 6 mm, cut off at the upper border of the scan and closed at
/// the lower end, in muscle. A lesion takes its cortex, and the bone mask leaves out its marrow, as a
/// segmentation does that finds no wall.
struct Shaft {
  static constexpr double outer_mm = 15, cortex_mm = 6;
  CtVolume ct;
  LabelMap bones;

  explicit Shaft(const std::vector<Spot>& lesions, double spacing_mm = 2) {
    const int across = static_cast<int>(80 / spacing_mm), along = static_cast<int>(100 / spacing_mm);
    ct.grid.size = {across, across, along};
    ct.grid.spacing_mm = Eigen::Vector3d::Constant(spacing_mm);
    ct.grid.origin_mm = -0.5 * spacing_mm * Eigen::Vector3d(across - 1, across - 1, along - 1);
    ct.hounsfield.assign(ct.grid.voxel_count(), 50);
    bones = {ct.grid, std::vector<std::uint16_t>(ct.grid.voxel_count(), 0), {{1, "bone"}}, "built-in"};
    for (int z = 0; z < along; ++z)
      for (int y = 0; y < across; ++y)
        for (int x = 0; x < across; ++x) {
          const Eigen::Vector3d at = ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
          const double outside_mm = std::max(at.head<2>().norm() - outer_mm, -42 - at.z());
          if (outside_mm > 0) continue;
          const std::size_t i = ct.grid.index(x, y, z);
          const bool cortex = outside_mm > -cortex_mm;
          ct.hounsfield[i] = static_cast<std::int16_t>(cortex ? 1100 : 20 + (x * 7 + y * 13 + z * 29) % 21);
          bones.voxels[i] = cortex || lesions.empty() ? 1 : 0;
          for (const Spot& lesion : lesions)
            if ((at - lesion.centre_mm).cwiseQuotient(lesion.semi_axes_mm).norm() < 1) {
              ct.hounsfield[i] = lesion.hu;
              bones.voxels[i] = 0;
            }
        }
  }
  SearchedBones searched() const { return {ct, bones, none, none}; }
  VoxelMask none;
};

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
