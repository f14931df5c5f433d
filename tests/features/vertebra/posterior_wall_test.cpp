#include "features/vertebra/posterior_wall.h"

#include <gtest/gtest.h>

#include "tests/features/vertebra/walled_column.h"

namespace osteosign::test {
namespace {

/// Small vertebrae, so that the scan is quick.
WalledColumn thoracic_column(std::vector<ColumnSigns> vertebrae) {
  WalledColumn column;
  column.vertebrae = std::move(vertebrae);
  column.width_mm = 32;
  column.depth_mm = 24;
  column.height_mm = 20;
  column.disc_mm = 5;
  column.canal_width_mm = 18;
  column.canal_depth_mm = 15;
  column.pedicle_width_mm = 6;
  column.pedicle_height_mm = 12;
  column.pedicle_above_mm = 3;
  return column;
}

double known(const MeasuredQuantity& quantity) {
  EXPECT_TRUE(quantity.known()) << quantity.reason();
  return quantity.known() ? quantity.value().value : -1e9;
}

TEST(PosteriorWall, ASmoothBulgeAStandingCornerAndAGapAreToldApart) {
  WalledColumn column = thoracic_column(
      {{}, {.bulge_mm = 4}, {}, {.corner_mm = 4}, {.breach_mm = 6, .breach_x_mm = -3, .breach_z_mm = 6}});
  column.vein_mm = 4;
  const ScannedColumn scanned = scan_column(column, scan_for(column, 0.8, 1, 20, 1));
  const std::vector<PosteriorWall> walls =
      measure_posterior_walls(scanned.ct, scanned.spine, scanned.geometry, scanned.quality, {});
  for (const std::size_t healthy : {0U, 2U}) {
    EXPECT_LT(known(walls[healthy].bulge), 0.3);
    EXPECT_EQ(known(walls[healthy].breach_area), 0);
    EXPECT_GT(known(walls[healthy].seen_fraction), 0.95);
  }
  EXPECT_NEAR(known(walls[1].bulge), column.true_bulge_mm(column.vertebrae[1]), 0.5);
  EXPECT_GT(known(walls[1].convexity), 0.7);
  EXPECT_EQ(known(walls[1].breach_area), 0);
  EXPECT_GT(known(walls[3].bulge), 2.5);
  EXPECT_LT(known(walls[3].convexity), 0.3);
  EXPECT_NEAR(known(walls[4].breach_area), 28, 9);
  ASSERT_TRUE(walls[4].breach_in_patient_mm);
  const Eigen::Vector3d gap = scanned.geometry[4].frame.local_from_patient(*walls[4].breach_in_patient_mm);
  EXPECT_NEAR((gap - Eigen::Vector3d(-3, 12, 6)).norm(), 0, 1.2);
}

TEST(PosteriorWall, SlicesOfThreeMillimetresStillShowTheBulgeButNoGap) {
  const WalledColumn column = thoracic_column({{}, {.bulge_mm = 5}, {}});
  const ScannedColumn scanned = scan_column(column, scan_for(column, 1.2, 3, 15, 2));
  const std::vector<PosteriorWall> walls =
      measure_posterior_walls(scanned.ct, scanned.spine, scanned.geometry, scanned.quality, {});
  EXPECT_NEAR(known(walls[1].bulge), column.true_bulge_mm(column.vertebrae[1]), 1);
  EXPECT_EQ(walls[1].breach_area.reason(),
            "slices of 3.0 mm are too coarse for a gap of the posterior wall, 1.5 mm are needed");
}

TEST(PosteriorWall, WithoutACanalEverythingIsUnknown) {
  const WalledColumn column = thoracic_column({{}});
  ScannedColumn scanned = scan_column(column, scan_for(column, 1.5, 2, 0, 3));
  scanned.spine.canal.clear();
  const std::vector<PosteriorWall> walls =
      measure_posterior_walls(scanned.ct, scanned.spine, scanned.geometry, scanned.quality, {});
  for (const MeasuredQuantity& value : {walls[0].bulge, walls[0].bulge_area, walls[0].convexity,
                                        walls[0].breach_area, walls[0].seen_fraction})
    EXPECT_EQ(value.reason(), "no canal was seen at this level");
}

TEST(PosteriorWall, WithoutAnEndplateEverythingIsUnknown) {
  const WalledColumn column = thoracic_column({{}});
  ScannedColumn scanned = scan_column(column, scan_for(column, 1.5, 2, 0, 3));
  scanned.geometry[0].superior = Unknown{"the border of the volume cuts the endplate"};
  const std::vector<PosteriorWall> walls =
      measure_posterior_walls(scanned.ct, scanned.spine, scanned.geometry, scanned.quality, {});
  EXPECT_EQ(walls[0].bulge.reason(), "superior endplate: the border of the volume cuts the endplate");
}

}  // namespace
}  // namespace osteosign::test
