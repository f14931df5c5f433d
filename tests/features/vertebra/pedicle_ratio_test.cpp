#include "features/vertebra/pedicle_ratio.h"

#include <gtest/gtest.h>

#include <cmath>

namespace osteosign::test {
namespace {

MeasuredQuantity mm3(double value) { return Quantity{value, Unit::mm3}; }

/// Volumes that grow by a tenth from level to level.
std::vector<PedicleSizes> growing_column(int levels) {
  std::vector<PedicleSizes> column;
  for (int level = 1; level <= levels; ++level) {
    const double volume = 1000 * std::pow(1.1, level);
    column.push_back({level, mm3(volume), mm3(volume), true, true});
  }
  return column;
}

TEST(PedicleRatio, IsOneInAColumnThatGrowsEvenly) {
  for (const PedicleRatios& ratios : pedicle_ratios(growing_column(5))) {
    EXPECT_NEAR(ratios.left.value().value, 1, 0.2);
    EXPECT_NEAR(ratios.right.value().value, 1, 0.2);
  }
  EXPECT_NEAR(pedicle_ratios(growing_column(5))[2].left.value().value, 1, 1e-9);
}

TEST(PedicleRatio, ALostPedicleIsHeldAgainstTheOtherSideAndTheNeighbours) {
  std::vector<PedicleSizes> column = growing_column(5);
  column[2].left = mm3(120);
  column[2].left_tells = false;
  const std::vector<PedicleRatios> ratios = pedicle_ratios(column);
  EXPECT_NEAR(ratios[2].left.value().value, 120 / (1000 * std::pow(1.1, 3)), 1e-9);
  EXPECT_NEAR(ratios[2].right.value().value, 1, 1e-9);
  EXPECT_EQ(ratios[2].left.value().method, "9 pedicles compared");
}

TEST(PedicleRatio, BothLostPediclesAreHeldAgainstTheNeighboursAlone) {
  std::vector<PedicleSizes> column = growing_column(5);
  column[2].left = column[2].right = mm3(0);
  column[2].left_tells = column[2].right_tells = false;
  EXPECT_EQ(pedicle_ratios(column)[2].left.value().value, 0);
  EXPECT_EQ(pedicle_ratios(column)[2].right.value().value, 0);
}

TEST(PedicleRatio, OneVertebraAloneIsHeldAgainstItsOtherSide) {
  const std::vector<PedicleRatios> ratios = pedicle_ratios({{1, mm3(400), mm3(1000), false, true}});
  EXPECT_NEAR(ratios[0].left.value().value, 0.4, 1e-9);
  ASSERT_FALSE(ratios[0].right.known());
  EXPECT_EQ(ratios[0].right.reason(), "neither the other pedicle nor a neighbour tells what to expect");
}

TEST(PedicleRatio, AnUnknownVolumeStaysUnknown) {
  std::vector<PedicleSizes> column = growing_column(3);
  column[1].left = Unknown{"cut"};
  column[1].left_tells = false;
  EXPECT_EQ(pedicle_ratios(column)[1].left.reason(), "cut");
}

}  // namespace
}  // namespace osteosign::test
