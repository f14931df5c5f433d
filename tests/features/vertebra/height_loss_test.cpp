#include "features/vertebra/height_loss.h"

#include <gmock/gmock.h>

namespace osteosign::test {
namespace {

/// Vertebrae whose three heights are the same.
std::vector<VertebraHeights> column_of(const std::vector<double>& heights_mm) {
  std::vector<VertebraHeights> column;
  for (const double height : heights_mm) {
    const Quantity quantity{height, Unit::mm, 0.3, "test"};
    column.push_back({quantity, quantity, quantity, quantity, quantity});
  }
  return column;
}

double loss_at(const std::vector<HeightLosses>& losses, std::size_t k) {
  return losses[k].largest.value().value;
}

/// Rising by 0.8 mm from level to level, as from T6 to L5.
std::vector<double> healthy() {
  std::vector<double> heights;
  for (int k = 0; k < 12; ++k) heights.push_back(20 + 0.8 * k);
  return heights;
}

TEST(HeightLoss, AHealthyColumnHasNone) {
  for (const HeightLosses& losses : measure_height_losses(column_of(healthy()), {}))
    EXPECT_NEAR(losses.largest.value().value, 0, 0.01);
}

TEST(HeightLoss, OfOneCollapsedVertebraIsItsOwnAlone) {
  std::vector<double> heights = healthy();
  heights[5] *= 0.6;
  const auto losses = measure_height_losses(column_of(heights), {});
  EXPECT_NEAR(loss_at(losses, 5), 0.4, 0.015);
  for (const std::size_t k : {3U, 4U, 6U, 7U}) EXPECT_NEAR(loss_at(losses, k), 0, 0.02) << k;
}

TEST(HeightLoss, TwoCollapsedNeighboursDoNotHideEachOther) {
  std::vector<double> heights = healthy();
  heights[5] *= 0.65;
  heights[6] *= 0.7;
  const auto losses = measure_height_losses(column_of(heights), {});
  EXPECT_NEAR(loss_at(losses, 5), 0.35, 0.03);
  EXPECT_NEAR(loss_at(losses, 6), 0.3, 0.03);
}

TEST(HeightLoss, AHealthyVertebraBetweenTwoCollapsedOnesHasNone) {
  std::vector<double> heights = healthy();
  heights[4] *= 0.6;
  heights[6] *= 0.6;
  const auto losses = measure_height_losses(column_of(heights), {});
  EXPECT_NEAR(loss_at(losses, 5), 0, 0.03);
  EXPECT_NEAR(loss_at(losses, 4), 0.4, 0.03);
  EXPECT_NEAR(loss_at(losses, 6), 0.4, 0.03);
}

TEST(HeightLoss, AtTheEndOfTheColumnIsFromOneSide) {
  std::vector<double> heights = healthy();
  heights.back() *= 0.7;
  EXPECT_NEAR(loss_at(measure_height_losses(column_of(heights), {}), 11), 0.3, 0.02);
}

TEST(HeightLoss, OfOnePartIsToldApart) {
  auto column = column_of(healthy());
  column[5].anterior = Quantity{12, Unit::mm, 0.3, "test"};
  const auto losses = measure_height_losses(column, {});
  EXPECT_NEAR(losses[5].anterior.value().value, 0.5, 0.02);
  EXPECT_NEAR(losses[5].middle.value().value, 0, 0.02);
  EXPECT_NEAR(losses[5].posterior.value().value, 0, 0.02);
  EXPECT_NEAR(losses[5].largest.value().value, 0.5, 0.02);
}

TEST(HeightLoss, WithOneNeighbourIsUnknown) {
  const auto losses = measure_height_losses(column_of({25, 26}), {});
  EXPECT_EQ(losses[0].anterior.reason(), "fewer than two neighbours can be compared");
  EXPECT_EQ(losses[0].largest.reason(), "none of the three losses is known");
}

TEST(HeightLoss, OfAnUnknownHeightHasItsReasonAndIsSkippedByOthers) {
  auto column = column_of(healthy());
  column[5].middle = Unknown{"an endplate was not seen there"};
  const auto losses = measure_height_losses(column, {});
  EXPECT_EQ(losses[5].middle.reason(), "an endplate was not seen there");
  EXPECT_NEAR(losses[6].middle.value().value, 0, 0.01);
}

TEST(HeightLoss, KnowsItsUncertainty) {
  auto column = column_of(healthy());
  column[4].middle = Quantity{healthy()[4] + 1.5, Unit::mm, 0.3, "test"};
  column[6].middle = Quantity{healthy()[6] - 1.5, Unit::mm, 0.3, "test"};
  const auto losses = measure_height_losses(column, {});
  EXPECT_GT(losses[5].middle.value().sd.value(), 0.012);
}

}  // namespace
}  // namespace osteosign::test
