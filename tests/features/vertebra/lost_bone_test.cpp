#include "features/vertebra/lost_bone.h"

#include <gtest/gtest.h>

#include <functional>

namespace osteosign::test {
namespace {

constexpr double dense_from_hu = 250;

/// A field of 1 mm voxels round its middle with these densities, all of it usable.
LysisField field_of(const std::function<double(const Eigen::Vector3d&)>& hu) {
  LysisField field;
  field.image.grid.size = {48, 48, 48};
  field.image.grid.origin_mm = Eigen::Vector3d::Constant(-24);
  field.usable = VoxelMask(field.image.grid);
  for (int z = 0; z < 48; ++z)
    for (int y = 0; y < 48; ++y)
      for (int x = 0; x < 48; ++x) {
        field.fine_hu.push_back(static_cast<float>(hu(field.point_mm(x, y, z))));
        field.usable.insert(x, y, z);
      }
  field.arch = field.usable;
  field.brightest_hu = 110;
  return field;
}

VoxelMask soft_within(const LysisField& field, const std::function<bool(const Eigen::Vector3d&)>& inside) {
  VoxelMask mask(field.image.grid);
  for_each_voxel(field.usable, [&](int x, int y, int z) {
    if (field.fine_hu[field.image.grid.index(x, y, z)] < 100 && inside(field.point_mm(x, y, z)))
      mask.insert(x, y, z);
  });
  return mask;
}

/// No reference tells of any place: what was dense there before is not known.
LostBone without_references(const LysisField& field) {
  return {VoxelMask(field.image.grid), VoxelMask(field.image.grid), {}, {}, {}};
}

VoxelMask dense_part(const LysisField& field, const VoxelMask& lytic) {
  return dense_part_beside(field, without_references(field), lytic, dense_from_hu);
}

bool in_lesion(const Eigen::Vector3d& p) { return p.norm() < 8; }
bool in_core(const Eigen::Vector3d& p) { return (p - Eigen::Vector3d(3, 0, 0)).norm() < 5; }

TEST(LostBone, ADenseCoreThatStandsInTheLesionIsPartOfIt) {
  const LysisField field = field_of([](const Eigen::Vector3d& p) {
    return in_core(p) ? 600 : in_lesion(p) ? 40 : 150;
  });
  // What a search finds of such a lesion: the side away from the core, which encloses nothing.
  const VoxelMask half =
      soft_within(field, [](const Eigen::Vector3d& p) { return in_lesion(p) && p.x() < 3; });
  const VoxelMask dense = dense_part(field, half);
  EXPECT_NEAR(dense.volume_mm3(), 524, 60);
  for_each_voxel(dense, [&](int x, int y, int z) { EXPECT_TRUE(in_core(field.point_mm(x, y, z))); });
}

TEST(LostBone, BoneThatTheLesionTouchesAtOneSideIsNotPartOfIt) {
  const LysisField field = field_of([](const Eigen::Vector3d& p) {
    const bool facet = (p - Eigen::Vector3d(13, 0, 0)).norm() < 6;
    return in_lesion(p) ? 40 : facet ? 600 : 150;
  });
  EXPECT_TRUE(dense_part(field, soft_within(field, in_lesion)).empty());
}

TEST(LostBone, AShellOfCortexInTheLesionIsNoCore) {
  const LysisField field = field_of([](const Eigen::Vector3d& p) {
    const bool shell = in_lesion(p) && std::abs(p.x() - 5) < 2;
    return shell ? 800 : in_lesion(p) ? 40 : 150;
  });
  const VoxelMask half =
      soft_within(field, [](const Eigen::Vector3d& p) { return in_lesion(p) && p.x() < 5; });
  EXPECT_TRUE(dense_part(field, half).empty());
}

/// The references have a rod of bone along x; of it only a part is left at one end.
TEST(LostBone, IsFollowedAlongAllThatIsLostAndNotIntoWhatIsSoftInTheReferencesToo) {
  const auto in_rod = [](const Eigen::Vector3d& p) { return std::hypot(p.y(), p.z()) < 4; };
  const LysisField field =
      field_of([&](const Eigen::Vector3d& p) { return in_rod(p) && p.x() > 10 ? 400 : 40; });
  LostBone lost = without_references(field);
  lost.compared = field.usable;
  for_each_voxel(field.usable, [&](int x, int y, int z) {
    const float expected = in_rod(field.point_mm(x, y, z)) ? 400 : 40;
    for (std::vector<float>* const values : {&lost.expected_hu, &lost.lowest_hu, &lost.highest_hu})
      values->push_back(expected);
  });
  const auto at_the_end = [&](const Eigen::Vector3d& p) { return in_rod(p) && p.x() < -8 && p.x() > -12; };
  const VoxelMask core = soft_within(field, at_the_end);
  EXPECT_EQ(followed_lost_bone(field, lost, core, 40, {}), soft_within(field, in_rod));
  const auto near_the_end = [&](const Eigen::Vector3d& p) { return in_rod(p) && p.x() < -5.9; };
  EXPECT_EQ(grown_lost_bone(field, lost, core, 40, {}),
            soft_within(field, [&](const Eigen::Vector3d& p) { return near_the_end(p) && p.x() > -14.1; }));
}

}  // namespace
}  // namespace osteosign::test
