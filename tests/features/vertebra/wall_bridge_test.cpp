#include "features/vertebra/wall_bridge.h"

#include <gtest/gtest.h>

#include <cmath>

#include "features/vertebra/wall_bulge.h"
#include "tests/features/vertebra/made_wall.h"

namespace osteosign::test {
namespace {

/// All places but those within `hole_mm` of the middle of the wall.
std::vector<std::uint8_t> around_a_hole(const WallGrid& grid, double hole_mm) {
  std::vector<std::uint8_t> trusted(grid.size(), 1);
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column)
      if (std::hypot(grid.x_mm(column), grid.z_mm(column, row)) < hole_mm)
        trusted[grid.index(column, row)] = 0;
  return trusted;
}

double dome(double x_mm, double share) {
  return 12 + 5 * smooth_arch(share) * (0.5 + 0.5 * std::cos(3.14159265358979323846 * x_mm / 12));
}

TEST(WallBridge, TheTopOfADomeOverTheMouthOfAVeinKeepsItsHeight) {
  const WallField field = made_wall(dome);
  const WallBridge bridge(field.grid, field.posterior_mm, around_a_hole(field.grid, 4));
  for (const int row : {11, 12, 13, 14})
    EXPECT_NEAR(bridge.at_mm(10, row).value(), dome(0, field.grid.share(row)), 0.25);
}

TEST(WallBridge, APlaneGoesOnAsAPlane) {
  const auto plane = [](double x_mm, double share) { return 10 + 0.2 * x_mm + 4 * share; };
  const WallField field = made_wall(plane);
  const WallBridge bridge(field.grid, field.posterior_mm, around_a_hole(field.grid, 5));
  EXPECT_NEAR(bridge.at_mm(10, 13).value(), plane(0, field.grid.share(13)), 1e-3);
  EXPECT_NEAR(bridge.at_mm(7, 12).value(), plane(-3, field.grid.share(12)), 1e-3);
}

TEST(WallBridge, WithFewTrustedPlacesNearNothingIsSaid) {
  const WallField field = made_wall(dome);
  std::vector<std::uint8_t> trusted(field.grid.size(), 0);
  for (std::size_t i = 0; i < 17; ++i) trusted[i] = 1;
  EXPECT_FALSE(WallBridge(field.grid, field.posterior_mm, trusted).at_mm(10, 1));
  for (std::size_t i = 0; i < 42; ++i) trusted[i] = 1;  // the two lowest rows
  const WallBridge lowest(field.grid, field.posterior_mm, trusted);
  EXPECT_TRUE(lowest.at_mm(10, 2));
  EXPECT_FALSE(lowest.at_mm(10, 20));
}

/// Depth of a bulge of 4 mm, arched along the axis alone, as a scanner with this blur across the wall shows
/// it.
double depth_mm(const Eigen::Vector2d& blur_across_mm2) {
  const double wave = 2 * 3.14159265358979323846 / 26;
  const double kept = std::exp(-wave * wave * blur_across_mm2.y() / 2);
  WallField field =
      made_wall([&](double, double share) { return 14 + 4 * (0.5 + kept * (smooth_arch(share) - 0.5)); });
  field.blur_across_mm2 = blur_across_mm2;
  const PosteriorWallParameters parameters;
  const WallReference reference{.chord = {std::vector<double>(21, 14.0), std::vector<double>(21, 14.0)}};
  return measure_bulge(field, reference, {}, parameters).depth.value().value;
}

TEST(WallBulge, WhatBlurTakesFromTheTopIsGivenBack) {
  const double sharp = depth_mm({0, 0});
  EXPECT_NEAR(sharp, 4, 0.1);
  EXPECT_NEAR(depth_mm({0, 1}), sharp, 0.02);
  EXPECT_NEAR(depth_mm({0, 4}), sharp, 0.05);
  EXPECT_NEAR(depth_mm({4, 0}), sharp, 1e-6);
}

}  // namespace
}  // namespace osteosign::test
