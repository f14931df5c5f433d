#include "features/find/lesion_from_mask.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "features/shape/triangle_mesh.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

CtVolume empty_series() {
  CtVolume ct;
  ct.grid.size = {40, 40, 40};
  return ct;
}

LabelMap two_balls(const CtVolume& ct) {
  LabelMap map;
  map.grid = ct.grid;
  map.origin = "lesions.nii.gz";
  for (int z = 0; z < 40; ++z)
    for (int y = 0; y < 40; ++y)
      for (int x = 0; x < 40; ++x) {
        const Eigen::Vector3d point(x, y, z);
        const bool first = (point - Eigen::Vector3d(12, 12, 12)).norm() < 6;
        const bool second = (point - Eigen::Vector3d(30, 30, 25)).norm() < 5;
        map.voxels.push_back(first ? 3 : (second ? 7 : 0));
      }
  return map;
}

TEST(LesionFromMask, GivesOneOutlineForEachLabelWithItsVolume) {
  const CtVolume ct = empty_series();
  const auto outlines = outline_lesions_from_mask(ct, two_balls(ct));
  ASSERT_EQ(outlines.size(), 2U);
  const CtLesionOutline& first = outlines.at(3);
  EXPECT_NEAR(extract_surface(first.box, first.membership, 0.5).volume_mm3() / 904.8, 1, 0.08);
  const CtLesionOutline& second = outlines.at(7);
  EXPECT_NEAR(extract_surface(second.box, second.membership, 0.5).volume_mm3() / 523.6, 1, 0.10);
  EXPECT_EQ(first.box.patient_from_voxel({0, 0, 0}),
            ct.grid.patient_from_voxel(Eigen::Vector3d(first.first[0], first.first[1], first.first[2])));
}

/// A single voxel, a rod, a sheet: smoothing alone would leave nothing of them.
TEST(LesionFromMask, KeepsWhatIsThinnerThanTheSmoothing) {
  const CtVolume ct = empty_series();
  for (const Eigen::Array3i& size :
       {Eigen::Array3i(1, 1, 1), Eigen::Array3i(1, 1, 6), Eigen::Array3i(1, 5, 5), Eigen::Array3i(2, 2, 1)}) {
    LabelMap map = two_balls(ct);
    std::ranges::fill(map.voxels, std::uint16_t{0});
    for (int z = 0; z < size.z(); ++z)
      for (int y = 0; y < size.y(); ++y)
        for (int x = 0; x < size.x(); ++x) map.voxels[ct.grid.index(20 + x, 20 + y, 20 + z)] = 1;
    const auto outlines = outline_lesions_from_mask(ct, map);
    ASSERT_EQ(outlines.size(), 1U);
    EXPECT_GT(std::ranges::count(outlines.at(1).inside, std::uint8_t{1}), 0) << size.transpose();
  }
}

TEST(LesionFromMask, OfAnotherGridIsAnErrorThatNamesTheFile) {
  CtVolume ct = empty_series();
  const LabelMap map = two_balls(ct);
  ct.grid.origin_mm.x() = 2;
  try {
    outline_lesions_from_mask(ct, map);
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("lesions.nii.gz"));
    EXPECT_THAT(error.what(), HasSubstr("2.00 mm apart"));
  }
}

TEST(LesionFromMask, OfAnEmptyMaskIsNoOutline) {
  const CtVolume ct = empty_series();
  LabelMap map = two_balls(ct);
  map.voxels.assign(map.voxels.size(), 0);
  EXPECT_TRUE(outline_lesions_from_mask(ct, map).empty());
}

}  // namespace
}  // namespace osteosign
