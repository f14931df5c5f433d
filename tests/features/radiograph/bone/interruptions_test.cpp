#include "features/radiograph/bone/interruptions.h"

#include <gtest/gtest.h>

namespace osteosign {
namespace {

constexpr double width_px = 100;
constexpr std::size_t first = 40, last = 59;  // of the gap

/// A straight border of 100 points, one pixel apart, that lacks a little more than half of its band in the
/// gap.
CortexSide side_with_gap() {
  CortexSide side;
  side.band_spread = 0.01;
  for (std::size_t i = 0; i < 100; ++i) {
    CortexPoint point{{20, static_cast<double>(i)}, {1, 0}, 8, true};
    if (i >= first && i <= last) {
      point.band_left = 0.45;
      point.band_darker = 0.55;
      point.edge_left = 0.6;
    }
    side.points.push_back(point);
  }
  return side;
}

std::size_t number(const CortexSide& side) { return interruptions(side, {0, 99}, width_px, {}).size(); }

TEST(Interruptions, AreRunsOfLostPoints) {
  const std::vector<Interruption> found = interruptions(side_with_gap(), {0, 99}, width_px, {});
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found.front().first, first);
  EXPECT_EQ(found.front().last, last);
  EXPECT_NEAR(found.front().length_px, 20, 1e-9);
}

TEST(Interruptions, AreNotToldNearTheLimitOfABandThatVaries) {
  CortexSide side = side_with_gap();
  side.band_spread = 0.05;
  EXPECT_EQ(number(side), 0);
}

TEST(Interruptions, AreNotToldOfABandThatIsAsBrightAsEver) {
  CortexSide side = side_with_gap();
  for (CortexPoint& point : side.points) point.band_darker = 0;
  EXPECT_EQ(number(side), 0);
}

/// The ghost edge leaves the bone: the strong edge beside it is the cortex.
TEST(Interruptions, AreNotToldBesideAStrongEdgeOffTheGhostEdge) {
  CortexSide side = side_with_gap();
  for (std::size_t i = last + 1; i < last + 12; ++i) {
    side.points[i].band_left = 0.6;
    side.points[i].outer_px.x() -= 6;
    side.points[i].beyond_ghost_px = -6;
  }
  EXPECT_EQ(number(side), 0);
}

}  // namespace
}  // namespace osteosign
