#include "features/spine/upright_volume.h"

#include <gtest/gtest.h>

namespace osteosign::test {
namespace {

/// The share of the upright rows across a slanted sheet of mineral, one voxel thick, that meet it.
double share_of_rows_that_meet_it(double voxel_mm, LeastMineral least) {
  CtVolume ct;
  ct.grid.size = {40, 40, 40};
  ct.grid.spacing_mm.setConstant(voxel_mm);
  ct.hounsfield.assign(ct.grid.voxel_count(), 50);
  VoxelMask mineral(ct.grid);
  const VoxelMask bone(ct.grid);
  for (int z = 0; z < 40; ++z)
    for (int x = 0; x < 40; ++x) mineral.insert(x, 10 + z / 4 + x / 8, z);
  const UprightVolume upright = make_upright({ct, mineral, bone, 50, 150}, 2, least);
  int rows = 0, met = 0;
  for (int z = 1; z < upright.grid.size[2] - 1; ++z)
    for (int x = 1; x < upright.grid.size[0] - 1; ++x, ++rows) {
      bool meets = false;
      for (int y = 0; y < upright.grid.size[1]; ++y)
        meets = meets || upright.mineral[upright.grid.index(x, y, z)] != 0;
      met += meets ? 1 : 0;
    }
  return static_cast<double>(met) / rows;
}

/// The wall of an osteoporotic canal; with it the whole column was lost.
TEST(UprightVolume, KeepsMostOfACortexOfOneFineVoxel) {
  EXPECT_GT(share_of_rows_that_meet_it(0.65, LeastMineral::sheet), 0.6);
  EXPECT_GT(share_of_rows_that_meet_it(0.75, LeastMineral::sheet), 0.6);
  EXPECT_EQ(share_of_rows_that_meet_it(0.65, LeastMineral::usual), 0);
}

}  // namespace
}  // namespace osteosign::test
