#include "features/spine/vertebra_chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// A straight column of bodies with these lengths (with their disc), cranial first: a disc at the end of
/// each, pedicles in the upper half of what is above it.
struct MadeColumn {
  ColumnSignals signals;
  BodyAxis axis;
  std::vector<int> discs{5};  ///< planes

  explicit MadeColumn(const std::vector<int>& lengths) {
    for (const int length : lengths) discs.push_back(discs.back() + length);
    const auto planes = static_cast<std::size_t>(discs.back() + 6);
    signals.discs.assign(planes, {0.1, 0, 0});
    signals.pedicle.assign(planes, 0.2);
    signals.sacral.assign(planes, 0);
    signals.body_in_view.assign(planes, 1);
    signals.sacral_from = static_cast<int>(planes);
    for (const int disc : discs)
      for (int s = std::max(0, disc - 3); s <= disc + 3; ++s)
        signals.discs[static_cast<std::size_t>(s)].strength = std::max(0.1, 1.2 - 0.3 * std::abs(s - disc));
    for (std::size_t i = 0; i + 1 < discs.size(); ++i)
      for (int s = discs[i] + 4; s < discs[i] + std::min(14, discs[i + 1] - discs[i] - 2); ++s)
        signals.pedicle[static_cast<std::size_t>(s)] = 1;
    axis.points.resize(planes);
    axis.radius_mm.assign(planes, 14.0);
    axis.to_canal_mm.assign(planes, 22);
  }

  std::vector<int> found() const {
    std::vector<int> planes;
    for (const VertebraChain::Disc& disc : find_vertebra_chain(signals, axis, {}).discs)
      planes.push_back(disc.s);
    return planes;
  }
};

TEST(VertebraChain, FollowsAnEvenColumn) {
  const MadeColumn column({25, 25, 26, 26, 27});
  EXPECT_EQ(column.found(), column.discs);
}

TEST(VertebraChain, ACollapsedVertebraEndsAtItsOwnDisc) {
  for (const int collapsed : {19, 16, 13}) {
    const MadeColumn column({25, 25, 26, collapsed, 30, 30});
    EXPECT_EQ(column.found(), column.discs) << collapsed;
  }
}

TEST(VertebraChain, WhereNoDiscIsSeenLengthsPlaceIt) {
  MadeColumn column({25, 25, 26, 26, 27});
  for (int s = column.discs[2] - 3; s <= column.discs[2] + 3; ++s)
    column.signals.discs[static_cast<std::size_t>(s)].strength = 0;
  const std::vector<int> found = column.found();
  ASSERT_EQ(found.size(), column.discs.size());
  EXPECT_NEAR(found[2], column.discs[2], 3);
}

/// Poor marrow between the plates of a body looks like a disc; the pedicles beside it are no foramina.
TEST(VertebraChain, MarrowBetweenPediclesIsNoDisc) {
  MadeColumn column({25, 25, 26, 26, 27});
  for (int s = column.discs[2] - 3; s <= column.discs[2] + 3; ++s)
    column.signals.discs[static_cast<std::size_t>(s)].strength = 0;
  column.signals.discs[static_cast<std::size_t>(column.discs[2] + 7)].strength = 1.2;
  EXPECT_NEAR(column.found()[2], column.discs[2], 3);
}

/// Between the endplates of a collapsed body the marrow is a line as dark as a disc; its pedicles close the
/// canal all along it. Figures of a development phantom (seed 386).
TEST(VertebraChain, MarrowOfACollapsedBodyIsNoDisc) {
  MadeColumn column({30, 29, 34, 33, 23, 35, 35});
  std::ranges::fill(column.axis.radius_mm, 17.0);
  const int above = column.discs[4], below = column.discs[5];
  for (int s = above + 4; s < below - 2; ++s) column.signals.pedicle[static_cast<std::size_t>(s)] = 1;
  for (int s = above + 10; s <= above + 12; ++s)
    column.signals.discs[static_cast<std::size_t>(s)].strength = s == above + 11 ? 1.2 : 0.9;
  EXPECT_EQ(column.found(), column.discs);
}

/// Bodies are 1.4 times as tall as is usual for their depth, and the column begins within its first disc:
/// what is nearest to a disc there is an edge within the first body.
TEST(VertebraChain, TheFirstVertebraIsAsTallAsTheOthersOfThisSpine) {
  MadeColumn column({34, 34, 34, 35, 35});
  for (int s = 0; s < 12; ++s) column.signals.discs[static_cast<std::size_t>(s)].strength = -0.3;
  for (int s = 13; s <= 16; ++s) column.signals.discs[static_cast<std::size_t>(s)].strength = 0.25;
  const std::vector<int> found = column.found();
  ASSERT_EQ(found.size(), column.discs.size());
  EXPECT_NEAR(found.front(), column.discs.front(), 3);
}

}  // namespace
}  // namespace osteosign
