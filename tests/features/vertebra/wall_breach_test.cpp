#include "features/vertebra/wall_breach.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/features/vertebra/made_wall.h"

namespace osteosign::test {
namespace {

const PosteriorWallParameters parameters;

/// A flat wall with a round hole, seen with a blur.
WallField wall_with_hole(double x_mm, double z_mm, double diameter_mm, double hole_hu = 50) {
  WallField field = made_wall([](double, double) { return 16.0; });
  for (int row = 0; row < field.grid.rows; ++row)
    for (int column = 0; column < field.grid.columns; ++column) {
      const double from_edge_mm =
          std::hypot(field.grid.x_mm(column) - x_mm, field.grid.z_mm(column, row) - z_mm) - diameter_mm / 2;
      const double wall = 0.5 * std::erfc(-from_edge_mm / (std::sqrt(2.0) * 0.7));
      field.cortex_mm[field.grid.index(column, row)] *= wall;
      field.level_hu[field.grid.index(column, row)] = hole_hu + wall * (300 - hole_hu);
    }
  return field;
}

TEST(WallBreach, AnIntactWallHasNone) {
  const WallBreach breach = measure_breach(made_wall([](double, double) { return 16.0; }), parameters);
  EXPECT_EQ(breach.area.value().value, 0);
  EXPECT_FALSE(breach.middle_local_mm);
}

TEST(WallBreach, AHoleHasTheAreaOfItsEdgeAndItsPlace) {
  for (const double diameter_mm : {5.0, 6.0, 8.0}) {
    const WallBreach breach = measure_breach(wall_with_hole(-5, 7, diameter_mm), parameters);
    const double truth_mm2 = 3.14159 / 4 * diameter_mm * diameter_mm;
    EXPECT_NEAR(breach.area.value().value, truth_mm2, 0.2 * truth_mm2) << diameter_mm;
    ASSERT_TRUE(breach.middle_local_mm);
    EXPECT_NEAR((*breach.middle_local_mm - Eigen::Vector3d(-5, 16, 7)).norm(), 0, 0.8);
  }
}

TEST(WallBreach, AHoleBelowTheLeastAreaIsNotReported) {
  EXPECT_EQ(measure_breach(wall_with_hole(-5, 7, 3), parameters).area.value().value, 0);
}

TEST(WallBreach, TheWindowOfTheVeinIsNoBreach) {
  EXPECT_EQ(measure_breach(wall_with_hole(0, 0, 8), parameters).area.value().value, 0);
}

TEST(WallBreach, AHoleThatLeavesTheWindowCountsOutsideOfIt) {
  const WallBreach breach = measure_breach(wall_with_hole(0, 4, 14), parameters);
  EXPECT_GT(breach.area.value().value, 50);
  EXPECT_LT(breach.area.value().value, 3.14159 * 49);
}

TEST(WallBreach, BoneThatPassesThroughIsNoBreach) {
  EXPECT_EQ(measure_breach(wall_with_hole(-5, 7, 8, 200), parameters).area.value().value, 0);
}

TEST(WallBreach, IsUnknownWhereTheCortexVariesAsMuchAsItIsThick) {
  WallField field = made_wall([](double, double) { return 16.0; });
  for (std::size_t i = 0; i < field.cortex_mm.size(); ++i)
    field.cortex_mm[i] = 0.05 + 0.3 * static_cast<double>(i % 7) / 6;
  const WallBreach breach = measure_breach(field, parameters);
  ASSERT_FALSE(breach.area.known());
  EXPECT_EQ(breach.area.reason(),
            "the wall's cortex of 0.20 mm varies by 0.12 mm: a gap cannot be told from it");
}

/// Osteoporosis: a thin wall whose cortex varies from place to place.
WallField poor_wall() {
  WallField field = made_wall([](double, double) { return 16.0; });
  for (std::size_t i = 0; i < field.cortex_mm.size(); ++i)
    field.cortex_mm[i] =
        0.29 + 0.16 * std::sin(static_cast<double>(i % 21)) * std::cos(0.7 * static_cast<double>(i) / 21);
  return field;
}

/// The same, whose cortex is that thin over 5 x 5 mm.
WallField poor_wall_with(double cortex_mm) {
  WallField field = poor_wall();
  for (int row = 17; row < 22; ++row)
    for (int column = 3; column < 8; ++column) {
      field.cortex_mm[field.grid.index(column, row)] = cortex_mm;
      field.level_hu[field.grid.index(column, row)] = 100;
    }
  return field;
}

TEST(WallBreach, AThinPlaceOfAPoorWallIsNone) {
  EXPECT_EQ(measure_breach(poor_wall_with(0.1), parameters).area.value().value, 0);
}

TEST(WallBreach, AHoleInAPoorWallIsSeen) {
  EXPECT_NEAR(measure_breach(poor_wall_with(0.01), parameters).area.value().value, 25, 5);
}

}  // namespace
}  // namespace osteosign::test
