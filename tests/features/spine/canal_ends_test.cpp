#include "features/spine/canal_ends.h"

#include <gtest/gtest.h>

namespace osteosign {
namespace {

constexpr double step_mm = 1;

void append(std::vector<double>& shares, std::size_t points, double share) {
  shares.insert(shares.end(), points, share);
}

/// Vertebrae 25 mm high with discs between them.
std::vector<double> canal_of(int vertebrae) {
  std::vector<double> shares;
  for (int i = 0; i < vertebrae; ++i) {
    append(shares, 25, 0.5);
    append(shares, 10, 0.15);
  }
  return shares;
}

TEST(CanalEnds, DiscsAndForaminaDoNotEndACanal) {
  const std::vector<double> shares = canal_of(5);
  const CanalStretch stretch = stretch_in_canal(shares, step_mm, {});
  EXPECT_EQ(stretch.first, 0U);
  EXPECT_EQ(stretch.end, shares.size());
}

TEST(CanalEnds, WhatRunsOnWithoutAWallIsCutAtBothEnds) {
  std::vector<double> shares;
  append(shares, 10, 0.15);
  append(shares, 12, 0.02);
  const std::vector<double> canal = canal_of(3);
  shares.insert(shares.end(), canal.begin(), canal.end());
  append(shares, 12, 0.01);
  append(shares, 25, 0.2);
  const CanalStretch stretch = stretch_in_canal(shares, step_mm, {});
  EXPECT_NEAR(static_cast<double>(stretch.first), 22, 4);
  EXPECT_NEAR(static_cast<double>(stretch.end), 22 + 105, 4);
}

/// Laminae taken away over two levels: the wall comes back below.
TEST(CanalEnds, AGapWithinTheCanalIsKept) {
  std::vector<double> shares = canal_of(2);
  append(shares, 60, 0.02);
  const std::vector<double> below = canal_of(3);
  shares.insert(shares.end(), below.begin(), below.end());
  const CanalStretch stretch = stretch_in_canal(shares, step_mm, {});
  EXPECT_EQ(stretch.first, 0U);
  EXPECT_EQ(stretch.end, shares.size());
}

TEST(CanalEnds, OfNoPointsAndOfOnePointNothingIsCut) {
  EXPECT_EQ(stretch_in_canal({}, step_mm, {}).end, 0U);
  const CanalStretch one = stretch_in_canal({0.3}, step_mm, {});
  EXPECT_EQ(one.first, 0U);
  EXPECT_EQ(one.end, 1U);
}

}  // namespace
}  // namespace osteosign
