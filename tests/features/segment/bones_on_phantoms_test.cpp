#include <gmock/gmock.h>

#include "features/segment/periosteal_fill.h"
#include "tests/features/segment/phantom_bones.h"

namespace osteosign::test {
namespace {

using phantom::CtScan;

CtScan isotropic_scan() {
  CtScan scan;
  scan.column_mm = scan.row_mm = scan.increment_mm = 0.9;
  scan.columns = scan.rows = 100;
  scan.slices = 30;
  scan.render_step_mm = 0.6;
  return scan;
}

CtScan oblique_scan() {
  CtScan scan = isotropic_scan();
  scan.oblique_deg = 27;
  return scan;
}

CtScan thick_slices() {
  CtScan scan;
  scan.columns = scan.rows = 128;
  scan.increment_mm = scan.slice_thickness_mm = 3;
  scan.slices = 12;
  scan.render_step_mm = 0.6;
  return scan;
}

phantom::BonePhantom breached_tube() {
  phantom::BonePhantom tube = phantom::tube_phantom(2);
  tube.damage.breach_diameter_mm = 10;
  return tube;
}

phantom::BonePhantom with_vessel(phantom::BonePhantom phantom) {
  phantom.around.vessels = 1;
  phantom.around.tables = 1;
  return phantom;
}

phantom::BonePhantom with_soft_edge() {
  phantom::EdgeProfile edge;
  edge.shape = phantom::EdgeShape::gaussian;
  edge.width_mm = 6;
  return phantom::margin_phantom(edge);
}

class BonesOnPhantoms : public testing::TestWithParam<PhantomCase> {};

TEST_P(BonesOnPhantoms, AreFoundUpToThePeriosteumWithTheLesionInside) {
  const BoneAgreement agreement = segmented(GetParam());
  EXPECT_GE(agreement.dice, GetParam().least_dice);
  EXPECT_GE(agreement.lesion_inside, 0.999);
}

INSTANTIATE_TEST_SUITE_P(
    P1_P2_P3, BonesOnPhantoms,
    testing::Values(PhantomCase{"LyticBall", phantom::sphere_phantom(8, 40), isotropic_scan()},
                    PhantomCase{"ScleroticBall", phantom::sphere_phantom(8, 900), isotropic_scan()},
                    PhantomCase{"LyticBallOblique", with_vessel(phantom::sphere_phantom(8, 40)),
                                oblique_scan()},
                    PhantomCase{"LyticBallThickSlices", phantom::sphere_phantom(8, 40), thick_slices()},
                    PhantomCase{"ThinTube", phantom::tube_phantom(0.5), isotropic_scan()},
                    PhantomCase{"BreachedTube", breached_tube(), isotropic_scan()},
                    PhantomCase{"BreachedTubeOblique", breached_tube(), oblique_scan()},
                    PhantomCase{"TubeThickSlices", phantom::tube_phantom(1), thick_slices()},
                    PhantomCase{"SoftEdge", with_vessel(with_soft_edge()), isotropic_scan()}),
    [](const auto& tested) { return tested.param.name; });

/// A tube of 24 mm with a wall of 2 mm, where `open_slices` of every `period` slices lack a side.
VoxelMask tube_with_open_side(int open_slices, int period) {
  ImageGrid grid;
  grid.size = {48, 48, 48};
  VoxelMask wall(grid);
  for (int z = 0; z < 48; ++z)
    for (int y = 0; y < 48; ++y)
      for (int x = 0; x < 48; ++x) {
        const double radius_mm = std::hypot(x - 23.5, y - 23.5);
        const bool is_open = z % period < open_slices && x > 24 && std::abs(y - 23.5) < 8;
        if (radius_mm < 12 && radius_mm >= 10 && !is_open) wall.insert(x, y, z);
      }
  return wall;
}

TEST(MarrowBehindHoles, IsFoundBehindOneHole) {
  const VoxelMask marrow = marrow_behind_holes(tube_with_open_side(12, 48), 9, 500e3);
  EXPECT_TRUE(marrow.contains(23, 23, 23));
  EXPECT_FALSE(marrow.contains(40, 23, 6));
}

TEST(MarrowBehindHoles, LeavesASpinalCanalOpen) {
  EXPECT_TRUE(marrow_behind_holes(tube_with_open_side(12, 24), 9, 500e3).empty());
}

}  // namespace
}  // namespace osteosign::test
