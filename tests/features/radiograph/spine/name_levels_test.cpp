#include "features/radiograph/spine/name_levels.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Bodies 60 pixels high, one below the other; the middle of each at a row.
SpineOnFilm spine_at(const std::vector<double>& rows) {
  SpineOnFilm spine;
  for (const double row : rows) {
    VertebraOnFilm vertebra;
    vertebra.centre_px = {100, row};
    vertebra.outline_px = {{60, row - 30}, {140, row - 30}, {140, row + 30}, {60, row + 30}};
    spine.vertebrae.push_back(vertebra);
  }
  return spine;
}

std::vector<std::string> levels_of(const SpineOnFilm& spine) {
  std::vector<std::string> levels;
  for (const VertebraOnFilm& vertebra : spine.vertebrae)
    levels.push_back(vertebra.level.level.known() ? vertebra.level.level.value() : "?");
  return levels;
}

std::vector<std::string> named(SpineOnFilm spine, const std::vector<LevelOnFilm>& said) {
  name_levels(said, spine);
  return levels_of(spine);
}

TEST(NameLevels, CountsFromTheOneThatWasNamed) {
  const SpineOnFilm spine = spine_at({100, 180, 260, 345});
  EXPECT_THAT(named(spine, {{{95, 190}, "L1"}}), ElementsAre("T12", "L1", "L2", "L3"));
  EXPECT_THAT(named(spine, {}), ElementsAre("?", "?", "?", "?"));
}

TEST(NameLevels, StopsAtAGapAndAtTheEndsOfTheColumn) {
  EXPECT_THAT(named(spine_at({100, 180, 260, 430, 510}), {{{100, 100}, "T12"}}),
              ElementsAre("T12", "L1", "L2", "?", "?"));
  EXPECT_THAT(named(spine_at({100, 180, 260}), {{{100, 100}, "L4"}}), ElementsAre("L4", "L5", "?"));
  EXPECT_THAT(named(spine_at({100, 180, 260}), {{{100, 180}, "C1"}}), ElementsAre("?", "C1", "C2"));
}

TEST(NameLevels, WordsThatContradictEachOtherAreNotUsed) {
  SpineOnFilm spine = spine_at({100, 180, 260});
  name_levels({{{100, 100}, "L1"}, {{100, 260}, "L4"}}, spine);
  EXPECT_THAT(levels_of(spine), ElementsAre("?", "?", "?"));
  EXPECT_THAT(spine.notes, ElementsAre(HasSubstr("contradict each other")));
  EXPECT_THAT(named(spine_at({100, 180, 260}), {{{100, 100}, "L1"}, {{100, 260}, "L3"}}),
              ElementsAre("L1", "L2", "L3"));
}

TEST(NameLevels, APlaceWithoutAVertebraIsTold) {
  SpineOnFilm spine = spine_at({100, 180, 260});
  name_levels({{{300, 100}, "L1"}}, spine);
  EXPECT_THAT(levels_of(spine), ElementsAre("?", "?", "?"));
  EXPECT_THAT(spine.notes, ElementsAre("no vertebra was found at 300,100, which was said to be L1"));
}

}  // namespace
}  // namespace osteosign
