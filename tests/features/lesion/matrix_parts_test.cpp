#include <gtest/gtest.h>

#include <cmath>

#include "features/lesion/field_in_box.h"
#include "features/lesion/matrix_levels.h"
#include "features/lesion/matrix_mineral.h"

namespace osteosign {
namespace {

ImageGrid cube(int size, double spacing_mm) {
  ImageGrid grid;
  grid.size = {size, size, size};
  grid.spacing_mm = Eigen::Vector3d::Constant(spacing_mm);
  return grid;
}

/// A core that fills a cube, with HU given by the place in mm from its middle.
template <class Hounsfield>
ErodedLesion core_with(Hounsfield hounsfield) {
  constexpr int size = 33;
  constexpr double spacing_mm = 0.5;
  ErodedLesion core;
  core.grid = cube(size, spacing_mm);
  core.noise_hu = 5;
  core.blur_mm = 0.4;
  core.background_hu = 40;
  core.erosion_mm = 1.5;
  for (int z = 0; z < size; ++z)
    for (int y = 0; y < size; ++y)
      for (int x = 0; x < size; ++x) {
        const Eigen::Vector3d mm = spacing_mm * (Eigen::Vector3d(x, y, z).array() - size / 2).matrix();
        core.voxels.push_back(core.hounsfield.size());
        core.hounsfield.push_back(static_cast<float>(hounsfield(mm)));
      }
  core.calm = core.hounsfield;
  core.depth_mm.assign(core.calm.size(), -5);
  core.inside.assign(core.calm.size(), 1);
  return core;
}

TEST(RingArcScore, IsHighForAShellAndZeroForABall) {
  const ErodedLesion shell =
      core_with([](const Eigen::Vector3d& mm) { return std::abs(mm.norm() - 3) < 0.5 ? 700 : 40; });
  EXPECT_GT(ring_arc_score(shell, find_mineral(shell, {})), 0.5);
  const ErodedLesion ball = core_with([](const Eigen::Vector3d& mm) { return mm.norm() < 3 ? 700 : 40; });
  EXPECT_EQ(ring_arc_score(ball, find_mineral(ball, {})), 0);
  const ErodedLesion empty = core_with([](const Eigen::Vector3d&) { return 40; });
  EXPECT_EQ(ring_arc_score(empty, find_mineral(empty, {})), 0);
}

TEST(FindMineral, CountsPiecesAndTellsFineFromThick) {
  const ErodedLesion two = core_with([](const Eigen::Vector3d& mm) {
    return std::min((mm - Eigen::Vector3d(4, 0, 0)).norm(), (mm + Eigen::Vector3d(4, 0, 0)).norm()) < 1.2
               ? 600
               : 40;
  });
  const LesionMineral small = find_mineral(two, {});
  EXPECT_EQ(small.pieces.size(), 2U);
  EXPECT_EQ(small.grains, 2);
  EXPECT_NEAR(small.largest_share, 0.5, 0.05);
  EXPECT_NEAR(small.fine_share, 1, 0.01);
  const ErodedLesion half = core_with([](const Eigen::Vector3d& mm) { return mm.x() < 0 ? 400 : 40; });
  EXPECT_NEAR(find_mineral(half, {}).fine_share, 0, 0.01);
}

TEST(FindMineral, LeavesOutWhatLeadsOutOfTheLesion) {
  ErodedLesion rod = core_with([](const Eigen::Vector3d& mm) { return mm.head<2>().norm() < 1 ? 800 : 40; });
  for (std::size_t i = 0; i < rod.voxels.size(); ++i)
    if (rod.place(i).z() > 28) rod.depth_mm[i] = 2;
  const LesionMineral mineral = find_mineral(rod, {});
  EXPECT_TRUE(mineral.pieces.empty());
  EXPECT_EQ(mineral.host_pieces.size(), 1U);
}

TEST(FluidLevels, AreFoundAlongGravityOnly) {
  const ErodedLesion core = core_with([](const Eigen::Vector3d& mm) {
    return mm.y() > (mm.x() < 0 ? 1.2 : -1.2) ? 50.0 : 20.0;  // two cavities side by side
  });
  const auto levels_along = [&](const Eigen::Vector3d& gravity) {
    return find_fluid_levels(core, core.inside, gravity, {});
  };
  const std::vector<FluidLevel> levels = levels_along({0, 1, 0});
  ASSERT_EQ(levels.size(), 2U);
  EXPECT_NEAR(levels[0].step_hu, 30, 1);
  EXPECT_LT(levels[0].tilt_deg, 2);
  EXPECT_TRUE(levels_along({0, -1, 0}).empty());
  EXPECT_TRUE(levels_along({0, 0, 1}).empty());
}

TEST(Gravity, FollowsThePatientPosition) {
  EXPECT_EQ(gravity_in_patient("FFS").value(), Eigen::Vector3d(0, 1, 0));
  EXPECT_EQ(gravity_in_patient("HFP").value(), Eigen::Vector3d(0, -1, 0));
  EXPECT_EQ(gravity_in_patient("HFDR").value(), Eigen::Vector3d(-1, 0, 0));
  EXPECT_EQ(gravity_in_patient("SITTING").reason(), "Patient Position (0018,5100) is SITTING");
  EXPECT_FALSE(gravity_in_patient("").known());
}

TEST(FieldInBox, OpeningCutsDownWhatIsNarrow) {
  const ImageGrid grid = cube(21, 1);
  std::vector<float> values(grid.voxel_count(), 0);
  for (int z = 0; z < 21; ++z)
    for (int y = 0; y < 21; ++y)
      for (int x = 0; x < 21; ++x) values[grid.index(x, y, z)] = x == 3 ? 9 : x > 10 ? 5 : 0;
  const std::vector<float> opened =
      opened_within(grid, values, std::vector<std::uint8_t>(values.size(), 1), 4);
  EXPECT_EQ(opened[grid.index(3, 10, 10)], 0);
  EXPECT_EQ(opened[grid.index(15, 10, 10)], 5);
}

TEST(FieldInBox, SmoothingTakesNothingFromOutsideOfTheMask) {
  const ImageGrid grid = cube(11, 1);
  std::vector<float> values(grid.voxel_count(), 10);
  std::vector<std::uint8_t> mask(values.size(), 1);
  for (int z = 0; z < 11; ++z)
    for (int y = 0; y < 11; ++y) {
      values[grid.index(0, y, z)] = 1000;
      mask[grid.index(0, y, z)] = 0;
    }
  EXPECT_NEAR(smoothed_within(grid, values, mask, 1)[grid.index(1, 5, 5)], 10, 1e-3);
}

}  // namespace
}  // namespace osteosign
