#include "features/spine/level_model.h"

#include <gmock/gmock.h>

namespace osteosign::test {
namespace {

constexpr double rib = 75, process = 42;

LevelSigns vertebra(double reach_mm, double length_mm) {
  return {{LateralReach{reach_mm, false}, LateralReach{reach_mm, false}}, length_mm, {}};
}
LevelSigns cut(double reach_mm, double length_mm) {
  return {{LateralReach{reach_mm, true}, LateralReach{reach_mm, true}}, length_mm, {}};
}
LevelSigns unseen(double length_mm) { return {{std::nullopt, std::nullopt}, length_mm, {}}; }

std::vector<std::string> shown(const std::vector<VertebraLevel>& levels) {
  std::vector<std::string> names;
  for (const VertebraLevel& level : levels) names.push_back(level.shown);
  return names;
}

bool none_known(const std::vector<VertebraLevel>& levels) {
  return std::ranges::none_of(levels, [](const VertebraLevel& level) { return level.level.known(); });
}

LevelEvidence lumbar_spine_with_two_ribs() {
  LevelEvidence evidence;
  evidence.sacrum_below = true;
  evidence.vertebrae = {vertebra(rib, 29),     vertebra(rib, 31),     vertebra(process, 33),
                        vertebra(process, 35), vertebra(process, 37), vertebra(process, 37),
                        vertebra(process, 36)};
  return evidence;
}

TEST(LevelModel, CountsFromSacrumAndRibs) {
  const auto levels = estimate_levels(lumbar_spine_with_two_ribs(), {});
  EXPECT_THAT(shown(levels), testing::ElementsAre("T11", "T12", "L1", "L2", "L3", "L4", "L5"));
  for (const VertebraLevel& level : levels) {
    EXPECT_TRUE(level.level.known());
    EXPECT_GT(level.certainty, 0.95);
    EXPECT_EQ(level.source, "sacrum and ribs");
  }
}

TEST(LevelModel, SacrumAloneIsEnough) {
  LevelEvidence evidence;
  evidence.sacrum_below = true;
  evidence.vertebrae = {unseen(37), unseen(37), unseen(36)};
  const auto levels = estimate_levels(evidence, {});
  EXPECT_THAT(shown(levels), testing::ElementsAre("L3", "L4", "L5"));
  EXPECT_EQ(levels[0].source, "sacrum");
}

TEST(LevelModel, LastRibAloneIsEnough) {
  LevelEvidence evidence;
  evidence.vertebrae = {vertebra(rib, 28), vertebra(rib, 30), vertebra(process, 32), vertebra(process, 34)};
  EXPECT_THAT(shown(estimate_levels(evidence, {})), testing::ElementsAre("T11", "T12", "L1", "L2"));
}

TEST(LevelModel, FirstRibAloneIsEnough) {
  LevelEvidence evidence;
  evidence.vertebrae = {vertebra(25, 17), vertebra(25, 17.5), vertebra(rib, 18.5), vertebra(rib, 19.5)};
  EXPECT_THAT(shown(estimate_levels(evidence, {})), testing::ElementsAre("C6", "C7", "T1", "T2"));
}

TEST(LevelModel, RibsOnAllOfThemLeaveARange) {
  LevelEvidence evidence;
  for (int i = 0; i < 5; ++i) evidence.vertebrae.push_back(vertebra(rib, 23 + i));
  const auto levels = estimate_levels(evidence, {});
  EXPECT_TRUE(none_known(levels));
  EXPECT_THAT(levels[0].shown, testing::MatchesRegex("T[0-9]+ to T[0-9]+"));
  EXPECT_THAT(levels[0].level.reason(), testing::HasSubstr("likeliest"));
}

TEST(LevelModel, OneVertebraBeyondTheLastRibIsNoLandmark) {
  LevelEvidence evidence;
  evidence.vertebrae = {vertebra(rib, 24), vertebra(rib, 26), vertebra(rib, 28), vertebra(rib, 30),
                        vertebra(process, 32)};
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

/// T3 to T12 and what is seen of L1, as a chest CT that ends there shows them.
LevelEvidence chest_with_rib_heads() {
  LevelEvidence evidence;
  for (int i = 0; i < 10; ++i) {
    evidence.vertebrae.push_back(vertebra(rib, 20 + i));
    const double level = i == 9 ? 0.48 : i == 8 ? 0.25 : 0.1;
    evidence.vertebrae.back().head_level = {level, level + 0.05};
  }
  evidence.vertebrae.push_back({});
  return evidence;
}

TEST(LevelModel, HeadsOfTheLowestRibsAreALandmark) {
  const auto levels = estimate_levels(chest_with_rib_heads(), {});
  EXPECT_EQ(levels.front().shown, "T3");
  EXPECT_EQ(levels[9].shown, "T12");
  EXPECT_EQ(levels[10].shown, "L1");
  EXPECT_EQ(levels[9].source, "ribs");
}

TEST(LevelModel, HeadsThatDoNotDescendAreNoLandmark) {
  LevelEvidence evidence = chest_with_rib_heads();
  evidence.vertebrae[9].head_level = {0.3, 0.32};  // the eleventh, and the twelfth was missed
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
  evidence.vertebrae[9].head_level = {0.48, 0.5};
  evidence.vertebrae[8].head_level = {0.42, 0.45};  // lumbar ribs below the twelfth ones?
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, HeadsOfTwoSidesThatDisagreeAreNoLandmark) {
  LevelEvidence evidence = chest_with_rib_heads();
  evidence.vertebrae[9].head_level = {0.6, 0.3};
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, AHeadOnTheVertebraBelowTakesTheLandmarkAway) {
  LevelEvidence evidence = chest_with_rib_heads();
  evidence.vertebrae[10].head_level = {0.5, 0.45};
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, LengthsAloneNeverMakeALevelCertain) {
  LevelEvidence evidence;
  for (int i = 0; i < 9; ++i) evidence.vertebrae.push_back(unseen(19.0 + 1.05 * i));
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, NothingInViewLeavesARange) {
  LevelEvidence evidence;
  evidence.vertebrae = {unseen(30), unseen(31)};
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, SixWithoutRibsAreNotNumberedAsIfTheyWereFive) {
  LevelEvidence evidence = lumbar_spine_with_two_ribs();
  evidence.vertebrae[1] = vertebra(process, 31);
  const auto levels = estimate_levels(evidence, {});
  EXPECT_FALSE(levels[1].level.known());  // T12 without ribs, or the first of six lumbar vertebrae
  EXPECT_THAT(levels[1].shown, testing::HasSubstr(" to "));
}

TEST(LevelModel, FourWithoutRibsAreNotNumberedAsIfTheyWereFive) {
  LevelEvidence evidence = lumbar_spine_with_two_ribs();
  evidence.vertebrae[2] = vertebra(rib, 33);
  const auto levels = estimate_levels(evidence, {});
  EXPECT_LT(levels[2].certainty, 0.9);
  EXPECT_FALSE(levels[2].level.known());
}

TEST(LevelModel, ALongTransverseProcessIsNoRib) {
  LevelEvidence evidence = lumbar_spine_with_two_ribs();
  evidence.vertebrae[4] = vertebra(54, 37);
  EXPECT_THAT(shown(estimate_levels(evidence, {})),
              testing::ElementsAre("T11", "T12", "L1", "L2", "L3", "L4", "L5"));
}

TEST(LevelModel, RibsCutByANarrowFieldOfViewStillTell) {
  LevelEvidence evidence;
  evidence.vertebrae = {cut(50, 28),      cut(50, 29),      cut(50, 30),
                        vertebra(40, 33), vertebra(44, 35), vertebra(49, 36)};
  EXPECT_THAT(shown(estimate_levels(evidence, {})),
              testing::ElementsAre("T10", "T11", "T12", "L1", "L2", "L3"));
}

TEST(LevelModel, ACollapsedVertebraDoesNotShiftTheOthers) {
  LevelEvidence evidence = lumbar_spine_with_two_ribs();
  evidence.vertebrae[3] = vertebra(process, 16);
  EXPECT_THAT(shown(estimate_levels(evidence, {})),
              testing::ElementsAre("T11", "T12", "L1", "L2", "L3", "L4", "L5"));
}

TEST(LevelModel, IsTheSameForSmallPatients) {
  LevelEvidence evidence = lumbar_spine_with_two_ribs();
  for (LevelSigns& signs : evidence.vertebrae) *signs.length_mm *= 0.75;
  EXPECT_THAT(shown(estimate_levels(evidence, {})),
              testing::ElementsAre("T11", "T12", "L1", "L2", "L3", "L4", "L5"));
}

TEST(LevelModel, TwelveWithRibsAreTheThoracicOnesThoughSomeSidesAreUnseen) {
  LevelEvidence evidence;
  for (int i = 0; i < 12; ++i) {
    evidence.vertebrae.push_back(cut(50, 19.5 + i));
    if (i % 3 == 0) evidence.vertebrae.back().reach[0].reset();  // hidden by the rib above
  }
  const auto levels = estimate_levels(evidence, {});
  EXPECT_EQ(levels.front().shown, "T1");
  EXPECT_EQ(levels.back().shown, "T12");
}

/// C2 to T3 as a CT of the neck shows them, whose ribs are not in view.
LevelEvidence neck_with_dens() {
  LevelEvidence evidence;
  for (int i = 0; i < 9; ++i) evidence.vertebrae.push_back(unseen(17 + 0.3 * i));
  evidence.vertebrae[0].length_mm.reset();
  evidence.dens = 0;
  return evidence;
}

TEST(LevelModel, CountsFromTheDens) {
  const auto levels = estimate_levels(neck_with_dens(), {});
  EXPECT_THAT(shown(levels), testing::ElementsAre("C2", "C3", "C4", "C5", "C6", "C7", "T1", "T2", "T3"));
  for (const VertebraLevel& level : levels) EXPECT_EQ(level.source, "dens");
}

TEST(LevelModel, WithoutTheDensTheSameNeckIsARange) {
  LevelEvidence evidence = neck_with_dens();
  evidence.dens.reset();
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, TheDensAloneIsEnough) {
  LevelEvidence evidence;
  evidence.vertebrae.resize(2);
  evidence.dens = 0;
  EXPECT_THAT(shown(estimate_levels(evidence, {})), testing::ElementsAre("C2", "C3"));
}

TEST(LevelModel, DensAndFirstRibAgree) {
  LevelEvidence evidence = neck_with_dens();
  for (std::size_t i = 1; i < 9; ++i)
    evidence.vertebrae[i] = vertebra(i < 6 ? 27.0 : rib, *evidence.vertebrae[i].length_mm);
  const auto levels = estimate_levels(evidence, {});
  EXPECT_EQ(levels[6].shown, "T1");
  EXPECT_EQ(levels[6].source, "dens and ribs");
}

TEST(LevelModel, ADensThatTheFirstRibContradictsLeavesARangeOfBoth) {
  LevelEvidence evidence = neck_with_dens();  // ribs on what would be C6
  for (std::size_t i = 1; i < 9; ++i)
    evidence.vertebrae[i] = vertebra(i < 4 ? 27.0 : rib, *evidence.vertebrae[i].length_mm);
  const auto levels = estimate_levels(evidence, {});
  EXPECT_TRUE(none_known(levels));
  EXPECT_EQ(levels[4].shown, "C6 to T1");
}

TEST(LevelModel, ADensOnAThoracicVertebraIsNotBelieved) {
  LevelEvidence evidence;
  for (int i = 0; i < 6; ++i) evidence.vertebrae.push_back(vertebra(rib, 22 + i));
  evidence.dens = 0;
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, ADensThatTheSacrumContradictsLeavesARangeOfBoth) {
  LevelEvidence evidence = lumbar_spine_with_two_ribs();
  evidence.dens = 0;
  const auto levels = estimate_levels(evidence, {});
  EXPECT_TRUE(none_known(levels));
  EXPECT_EQ(levels[2].shown, "C4 to L1");
}

TEST(LevelModel, AWholeSpineCountsTheSameFromBothEnds) {
  LevelEvidence evidence;
  evidence.dens = 0;
  evidence.sacrum_below = true;
  for (int i = 0; i < 23; ++i) evidence.vertebrae.push_back(unseen(i < 6 ? 17 : 19 + i * 0.8));
  const auto levels = estimate_levels(evidence, {});
  EXPECT_EQ(levels.front().shown, "C2");
  EXPECT_EQ(levels.back().shown, "L5");
  EXPECT_EQ(levels.back().source, "dens and sacrum");
}

TEST(LevelModel, AVertebraTooManyBetweenDensAndSacrumLeavesARange) {
  LevelEvidence evidence;
  evidence.dens = 0;
  evidence.sacrum_below = true;
  for (int i = 0; i < 24; ++i) evidence.vertebrae.push_back(unseen(i < 6 ? 17 : 19 + i * 0.8));
  EXPECT_TRUE(none_known(estimate_levels(evidence, {})));
}

TEST(LevelModel, NeverShowsAnEmptyLevel) {
  LevelEvidence evidence;
  for (int i = 0; i < 30; ++i) evidence.vertebrae.push_back(unseen(20));  // more than a spine has
  for (const VertebraLevel& level : estimate_levels(evidence, {})) EXPECT_FALSE(level.shown.empty());
}

}  // namespace
}  // namespace osteosign::test
