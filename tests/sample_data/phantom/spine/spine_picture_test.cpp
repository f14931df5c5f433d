#include <gmock/gmock.h>

#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

TEST(SpinePicture, TissuesHaveTheirDensities) {
  SpinePhantom phantom = straight_spine();
  const SpineCt scanned = scan_spine(phantom, small_spine_scan());
  const VertebraSize size = vertebra_size(22, 1);
  const double canal_y = size.depth_mm / 2 + size.canal_depth_mm / 2;
  EXPECT_NEAR(hu_at(scanned, {8, -6, 0}), 170, 1);  // cancellous bone of L3
  EXPECT_NEAR(hu_at(scanned, {0, 0, size.height_mm / 2 + size.disc_mm / 2}), 90, 1);
  EXPECT_NEAR(hu_at(scanned, {0, canal_y, 0}), 25, 1);
  EXPECT_NEAR(hu_at(scanned, {size.width_mm / 2 + 8, 0, 0}), 55, 1);   // psoas
  EXPECT_NEAR(hu_at(scanned, {0, size.depth_mm / 2 - 2, 0}), 45, 25);  // vein
}

TEST(SpinePicture, HeightOfTheMaskIsThatOfTheTruth) {
  SpinePhantom phantom = straight_spine();
  phantom.signs[2] = {.anterior_loss = 0.3};
  CtScan scan = small_spine_scan();
  scan.increment_mm = 0.25;
  scan.slices = 160;
  scan.columns = 15;
  const SpineCt spine = unscanned_spine(phantom, scan);
  const LabelMap map = true_vertebra_map(spine, spine.ct.grid);
  const VertebraTruth truth = vertebra_truth(spine, 2);
  const Eigen::Vector3d middle = spine.ct.grid.voxel_from_patient(truth.frame.origin_mm);
  const auto height_mm = [&](double y_mm) {
    int sum = 0;
    for (int x = 0; x < map.grid.size[0]; ++x)
      for (int z = 0; z < map.grid.size[2]; ++z)
        if (map.voxels[map.grid.index(x, static_cast<int>(std::lround(middle.y() + y_mm)), z)] == 2) ++sum;
    return sum * 0.25 / map.grid.size[0];
  };
  EXPECT_NEAR(height_mm(0), truth.heights.middle_mm, 0.3);
  EXPECT_NEAR(height_mm(-0.38 * truth.depth_mm), truth.heights.anterior_mm, 0.4);
}

TEST(SpinePicture, SoftTissueReplacesALostPedicleAndABreach) {
  SpinePhantom phantom = straight_spine();
  phantom.signs[2] = {.breach_mm = 12, .breach_z_mm = -5, .left_pedicle_lysis = 1};
  const SpineCt scanned = scan_spine(phantom, small_spine_scan());
  const VertebraModel& vertebra = scanned.scene->column().vertebrae()[1];
  Eigen::Vector3d isthmus = vertebra.arch.left_pedicle().isthmus_mm;
  EXPECT_NEAR(hu_at(scanned, isthmus), 45, 8);
  isthmus.x() = -isthmus.x();
  EXPECT_GT(hu_at(scanned, isthmus), 200);
  EXPECT_NEAR(hu_at(scanned, {0, vertebra.body.wall_mm(0, -5) - 0.5, -5}), 45, 15);
}

}  // namespace
}  // namespace osteosign::phantom
