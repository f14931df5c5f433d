#include "features/find/candidates/counterpart.h"

#include <gmock/gmock.h>

#include "features/find/candidates/mirror_side.h"
#include "tests/features/find/candidates/two_sides.h"

namespace osteosign::test {
namespace {

/// Cortex and muscle near it tell where its other side is.
const Eigen::Vector3d in_left(44, 0, 0);

BlockPlaces blocks_within(const CoarseBone& bone, const Eigen::Vector3d& centre_mm, double radius_mm) {
  BlockPlaces blocks;
  for (int z = 0; z < bone.grid.size[2]; ++z)
    for (int y = 0; y < bone.grid.size[1]; ++y)
      for (int x = 0; x < bone.grid.size[0]; ++x)
        if ((bone.grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - centre_mm).norm() < radius_mm)
          blocks.emplace_back(x, y, z);
  return blocks;
}

std::optional<Counterpart> other_side_of_ball(std::int16_t hu, std::int16_t marrow_hu) {
  const TwoSides scene({{in_left, Eigen::Vector3d::Constant(7), hu}}, marrow_hu);
  const CoarseBone bone = coarse_bone({scene.ct, scene.bones, {}, {}}, 110, {});
  return MirrorSide(bone).of(region_places(bone.grid, blocks_within(bone, in_left, 5)));
}

/// Both lie above the densities by which places are registered.
TEST(Counterpart, HealthyCompactBoneSharesNothingWithWhatIsLessOrMoreDense) {
  for (const std::int16_t hu : {std::int16_t{800}, std::int16_t{1800}}) {
    const std::optional<Counterpart> other = other_side_of_ball(hu, 1300);
    ASSERT_TRUE(other) << hu;
    EXPECT_NEAR(other->own_mean_hu, hu, 60);
    EXPECT_NEAR(other->mean_hu, 1300, 60);
    EXPECT_NEAR(other->shared_difference(1300), 0, 0.15) << hu;
  }
}

TEST(Counterpart, HealthyMarrowSharesNothingWithSoftTissue) {
  const std::optional<Counterpart> other = other_side_of_ball(40, 180);
  ASSERT_TRUE(other);
  EXPECT_NEAR(other->shared_difference(180), 0, 0.15);
}

}  // namespace
}  // namespace osteosign::test
