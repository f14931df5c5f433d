#include "features/vertebra/wall_reference.h"

#include <gtest/gtest.h>

#include "features/vertebra/wall_bulge.h"
#include "tests/features/vertebra/made_wall.h"

namespace osteosign::test {
namespace {

const PosteriorWallParameters parameters;

/// A healthy wall: hollow across and along the axis.
double healthy(double x_mm, double share) { return 16 + 0.01 * x_mm * x_mm - 3.2 * share * (1 - share); }

ExpectedWall healthy_neighbours(double superior_stands_mm) {
  const WallField field = made_wall(healthy);
  return {profile_behind_chord(field, corner_chord(field, parameters).value()), superior_stands_mm};
}

WallBulge bulge_of(const WallShape& shape, double superior_stands_mm) {
  const WallField field = made_wall(shape);
  const ExpectedWall expected = healthy_neighbours(superior_stands_mm);
  const WallReference reference =
      wall_reference(field, corner_chord(field, parameters).value(), expected, parameters);
  return measure_bulge(field, reference, expected.profile, parameters);
}

TEST(WallReference, AConcaveWallDoesNotBulge) {
  const WallBulge bulge = bulge_of(healthy, 0);
  EXPECT_LT(bulge.depth.value().value, 0.1);
  EXPECT_EQ(bulge.area.value().value, 0);
  EXPECT_EQ(bulge.convexity.reason(), "the wall does not bulge");
  EXPECT_FALSE(bulge.top_local_mm);
}

TEST(WallReference, ASmoothArchIsMeasuredAndConvex) {
  for (const double depth_mm : {2.0, 4.0, 6.0}) {
    const WallBulge bulge = bulge_of(
        [&](double x, double share) { return healthy(x, share) + depth_mm * smooth_arch(share); }, 0);
    EXPECT_NEAR(bulge.depth.value().value, depth_mm - 0.8, 0.3);
    EXPECT_GT(bulge.convexity.value().value, 0.8);
    ASSERT_TRUE(bulge.top_local_mm);
    EXPECT_NEAR(bulge.top_local_mm->z(), 0, 2);
  }
}

TEST(WallReference, ASuperiorCornerThatStandsOutIsMeasuredAndAngular) {
  const WallBulge bulge =
      bulge_of([](double x, double share) { return healthy(x, share) + 4 * superior_corner(share); }, 4);
  EXPECT_NEAR(bulge.depth.value().value, 4, 0.5);
  EXPECT_LT(bulge.convexity.value().value, 0.2);
  ASSERT_TRUE(bulge.top_local_mm);
  EXPECT_GT(bulge.top_local_mm->z(), 8);
}

TEST(WallReference, AnInferiorCornerIsTheMirrorImage) {
  const WallBulge bulge =
      bulge_of([](double x, double share) { return healthy(x, share) + 4 * superior_corner(1 - share); }, -4);
  EXPECT_NEAR(bulge.depth.value().value, 4, 0.5);
  EXPECT_LT(bulge.convexity.value().value, 0.2);
  EXPECT_LT(bulge.top_local_mm->z(), -8);
}

TEST(WallReference, ADeepHollowWithoutACornerAgainstTheNeighboursIsNoBulgeButLessCertain) {
  const auto deep = [](double x, double share) {
    return healthy(x, share) - 12 * share * share * (1 - share);
  };
  const WallBulge bulge = bulge_of(deep, 0);
  EXPECT_LT(bulge.depth.value().value, 0.3);
  EXPECT_GT(*bulge.depth.value().sd, *bulge_of(healthy, 0).depth.value().sd + 0.2);
}

TEST(WallReference, WhatTheNeighboursShowTooIsNoBulge) {
  const auto convex = [](double x, double share) { return 16 + 0.01 * x * x + 6 * share * (1 - share); };
  const WallField field = made_wall(convex);
  const WallChord chord = corner_chord(field, parameters).value();
  const ExpectedWall same{profile_behind_chord(field, chord), 0.0};
  const WallBulge bulge = measure_bulge(field, {chord}, same.profile, parameters);
  EXPECT_LT(bulge.depth.value().value, 0.1);
  // Without them it is one: 1.5 mm in the middle, less what the chord through the rows beside the corners
  // takes.
  EXPECT_GT(measure_bulge(field, {chord}, {}, parameters).depth.value().value, 1);
}

TEST(WallReference, ACornerThatWasNotSeenLeavesTheChordUnknown) {
  WallField field = made_wall(healthy);
  for (int row = 20; row < field.grid.rows; ++row)
    for (int column = 0; column < field.grid.columns; ++column)
      field.sight[field.grid.index(column, row)] = WallSight::hidden;
  const Measured<WallChord> chord = corner_chord(field, parameters);
  ASSERT_FALSE(chord.known());
  EXPECT_EQ(chord.reason(), "superior corner of the wall: only 0 points of the surface were seen");
}

}  // namespace
}  // namespace osteosign::test
