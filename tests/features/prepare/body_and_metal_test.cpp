#include <gmock/gmock.h>

#include "features/prepare/body_mask.h"
#include "features/prepare/metal.h"
#include "tests/features/segment/analytic_scene.h"

namespace osteosign::test {
namespace {

TEST(Body, KeepsLungsAndLosesATableUnderneath) {
  AnalyticScene scene{isotropic_grid(), -1000, 0.6, 10, {}};
  scene.solids = {cylinder({0, -8, 0}, {0, 0, 1}, 28, 1050), cylinder({8, -8, 0}, {0, 0, 1}, 8, -850),
                  box({0, 33, 0}, {40, 1.5, 60}, 900)};
  const VoxelMask body = find_body(scene.scan(), {});
  const auto at = [&](const Eigen::Vector3d& p) {
    const Eigen::Vector3i v = scene.grid.voxel_from_patient(p).array().round().cast<int>();
    return body.contains(v.x(), v.y(), v.z());
  };
  EXPECT_TRUE(at({0, -30, 0}));
  EXPECT_TRUE(at({8, -8, 0})) << "lung";
  EXPECT_FALSE(at({0, 33, 0})) << "table";
  EXPECT_FALSE(at({-40, -40, 0})) << "air";
}

TEST(Body, IsEverythingWithoutAirAndNothingInAir) {
  const AnalyticScene flesh{isotropic_grid(), 50, 0.6, 10, {}};
  EXPECT_EQ(find_body(flesh.scan(), {}).count(), flesh.grid.voxel_count());
  EXPECT_TRUE(find_body(AnalyticScene{isotropic_grid(), -1000, 0.6, 10, {}}.scan(), {}).empty());
}

CtVolume cube_of(std::int16_t hu, int side) {
  CtVolume ct;
  ct.grid.size = {60, 60, 40};
  ct.hounsfield.assign(ct.grid.voxel_count(), 40);
  for (int z = 20; z < 20 + side; ++z)
    for (int y = 30; y < 30 + side; ++y)
      for (int x = 30; x < 30 + side; ++x) ct.hounsfield[ct.grid.index(x, y, z)] = hu;
  return ct;
}

TEST(Metal, StartsAtItsThresholdInBrightness) {
  EXPECT_TRUE(find_metal(cube_of(2499, 3), {}).metal.empty());
  EXPECT_EQ(find_metal(cube_of(2500, 3), {}).metal.count(), 27U);
  EXPECT_EQ(find_metal(cube_of(2501, 3), {}).metal.count(), 27U);
}

TEST(Metal, SmallerThanItsLeastVolumeIsNone) {
  MetalParameters parameters;
  parameters.least_metal_mm3 = 27;
  EXPECT_TRUE(find_metal(cube_of(3071, 3), parameters).metal.empty());
  parameters.least_metal_mm3 = 26.9;
  EXPECT_FALSE(find_metal(cube_of(3071, 3), parameters).metal.empty());
}

TEST(Metal, SpoilsABallAroundAndADiscInItsSlices) {
  const Metal metal = find_metal(cube_of(3071, 3), {});
  EXPECT_TRUE(metal.invalid.contains(31, 31, 25));
  EXPECT_FALSE(metal.invalid.contains(31, 31, 26));
  EXPECT_TRUE(metal.streak_zone.contains(47, 31, 21));
  EXPECT_FALSE(metal.streak_zone.contains(48, 31, 21));
  EXPECT_FALSE(metal.streak_zone.contains(31, 31, 23));
}

}  // namespace
}  // namespace osteosign::test
