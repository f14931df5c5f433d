#include "features/vertebra/pedicles.h"

#include <gtest/gtest.h>

#include "tests/features/vertebra/walled_column.h"

namespace osteosign::test {
namespace {

struct ColumnResults {
  std::vector<CanalAtLevel> canals;
  std::vector<MeasuredQuantity> narrowings;
  std::vector<Pedicles> pedicles;
};

ColumnResults measure(const ScannedColumn& scanned) {
  const std::vector<PosteriorWall> walls =
      measure_posterior_walls(scanned.ct, scanned.spine, scanned.geometry, scanned.quality, {});
  ColumnResults results;
  results.canals = see_canals(scanned.ct, scanned.spine, scanned.geometry, {});
  results.narrowings = canal_narrowings(results.canals, scanned.geometry, walls, {});
  results.pedicles = measure_pedicles(scanned.ct, scanned.spine, scanned.geometry, results.canals, walls,
                                      scanned.quality, {});
  return results;
}

double known(const MeasuredQuantity& quantity) {
  EXPECT_TRUE(quantity.known()) << quantity.reason();
  return quantity.known() ? quantity.value().value : -1e9;
}

TEST(Pedicles, ALostPedicleAndANarrowCanalAreFoundAmongHealthyOnes) {
  WalledColumn column;
  column.vertebrae = {{}, {.left_pedicle = false}, {.arch_forward_mm = 4}, {}};
  const ScannedColumn scanned = scan_column(column, scan_for(column, 1, 1, 20, 1));
  const ColumnResults results = measure(scanned);
  EXPECT_LT(known(results.pedicles[1].left.volume_ratio), 0.5);
  EXPECT_EQ(known(results.pedicles[1].left.isthmus_area), 0);
  EXPECT_LT(known(results.pedicles[1].left.ring_completeness), 0.3);
  EXPECT_LT(known(results.pedicles[1].left.mean_hu), 150);
  for (const std::size_t whole : {0U, 2U, 3U})
    for (const Pedicle* pedicle : {&results.pedicles[whole].left, &results.pedicles[whole].right}) {
      EXPECT_NEAR(known(pedicle->volume_ratio), 1, 0.15);
      EXPECT_NEAR(known(pedicle->isthmus_area), column.true_pedicle_mm2(), 0.15 * column.true_pedicle_mm2());
      EXPECT_GT(known(pedicle->ring_completeness), 0.9);
    }
  EXPECT_NEAR(known(results.narrowings[2]), 4 / column.canal_depth_mm, 0.04);
  EXPECT_LT(known(results.narrowings[0]), 0.04);
  EXPECT_LT(known(results.narrowings[1]), 0.06);
  EXPECT_NEAR(known(results.canals[0].least_area), column.true_canal_mm2({}),
              0.08 * column.true_canal_mm2({}));
}

TEST(Pedicles, ThePlaceOfALostPedicleIsThatOfTheOtherSideMirrored) {
  WalledColumn column;
  column.vertebrae = {{.left_pedicle = false}};
  const ScannedColumn scanned = scan_column(column, scan_for(column, 1.2, 1.5, 20, 2));
  const ColumnResults results = measure(scanned);
  const Pedicles& pedicles = results.pedicles[0];
  for (const Pedicle* pedicle : {&pedicles.left, &pedicles.right})  // alone, neither can be called usual
    EXPECT_EQ(pedicle->volume_ratio.reason(),
              "neither the other pedicle nor a neighbour tells what to expect");
  ASSERT_TRUE(pedicles.left.isthmus_in_patient_mm);
  const Eigen::Vector3d lost =
      scanned.geometry[0].frame.local_from_patient(*pedicles.left.isthmus_in_patient_mm);
  EXPECT_NEAR(lost.x(), (column.canal_width_mm + column.pedicle_width_mm) / 2, 1.5);
  EXPECT_NEAR(lost.z(), column.pedicle_above_mm, 1.5);
}

TEST(Pedicles, SlicesOfThreeMillimetresTellNeitherTheRingNorTheRatio) {
  WalledColumn column;
  column.vertebrae = {{}, {.right_pedicle = false}, {}};
  const ScannedColumn scanned = scan_column(column, scan_for(column, 1.5, 3, 15, 3));
  const ColumnResults results = measure(scanned);
  for (const Pedicle* pedicle : {&results.pedicles[1].right, &results.pedicles[1].left})
    EXPECT_EQ(pedicle->volume_ratio.reason(),
              "slices of 3.0 mm are too coarse for comparing pedicles, 2.5 mm are needed");
  EXPECT_EQ(results.pedicles[1].left.ring_completeness.reason(),
            "slices of 3.0 mm are too coarse for the ring of a pedicle, 1.5 mm are needed");
}

TEST(Pedicles, AreUnknownWhereTheVolumeEnds) {
  WalledColumn column;
  column.vertebrae = {{}};
  phantom::CtScan scan = scan_for(column, 1.5, 2, 0, 4);
  scan.columns = static_cast<int>(1.2 * column.canal_width_mm / scan.column_mm);
  const ColumnResults results = measure(scan_column(column, scan));
  EXPECT_FALSE(results.pedicles[0].left.volume.known());
}

}  // namespace
}  // namespace osteosign::test
