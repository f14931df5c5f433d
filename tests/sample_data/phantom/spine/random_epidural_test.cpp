#include "sample_data/phantom/spine/random_epidural.h"

#include <gtest/gtest.h>

#include <set>

namespace osteosign::phantom {
namespace {

const VertebraSigns& signs_of_target(const RandomSpine& spine) {
  return spine.phantom.signs.at(spine.vertebra);
}

TEST(RandomEpidural, EveryKindHasANameAndWhatItSays) {
  std::set<std::string> names;
  for (const EpiduralKind kind : epidural_kinds()) {
    names.insert(name_of(kind));
    const RandomSpine spine = random_epidural_spine({.seed = 7, .kind = kind});
    const VertebraSigns& signs = signs_of_target(spine);
    EXPECT_EQ(signs.canal_mass_mm > 0, is_mass(kind)) << name_of(kind);
    EXPECT_EQ(signs.bulge_mm > 0, kind == EpiduralKind::bulge) << name_of(kind);
    EXPECT_EQ(signs.retropulsion_mm > 0, kind == EpiduralKind::retropulsion) << name_of(kind);
    EXPECT_EQ(signs.disc_bulge_mm > 0, kind == EpiduralKind::disc_bulge) << name_of(kind);
    EXPECT_EQ(signs.breach_mm > 0, kind == EpiduralKind::mass_through_a_breach) << name_of(kind);
  }
  EXPECT_EQ(names.size(), epidural_kinds().size());
}

TEST(RandomEpidural, MassesLieOnTheirSideAndAreTwoToSevenMillimetresThick) {
  for (std::uint64_t seed = 1; seed < 30; ++seed) {
    const RandomSpine left = random_epidural_spine({.seed = seed, .kind = EpiduralKind::mass_on_the_left});
    EXPECT_EQ(signs_of_target(left).canal_mass_side, 1);
    EXPECT_GE(signs_of_target(left).canal_mass_mm, 2);
    EXPECT_LE(signs_of_target(left).canal_mass_mm, 7);
    const RandomSpine right = random_epidural_spine({.seed = seed, .kind = EpiduralKind::mass_on_the_right});
    EXPECT_EQ(signs_of_target(right).canal_mass_side, -1);
    EXPECT_LT(left.phantom.around.epidural_hu, -39);
  }
}

TEST(RandomEpidural, TheSameCaseGivesTheSameSpine) {
  const EpiduralCase which{.seed = 12, .kind = EpiduralKind::mass_in_front};
  const RandomSpine one = random_epidural_spine(which), other = random_epidural_spine(which);
  EXPECT_EQ(signs_of_target(one).canal_mass_mm, signs_of_target(other).canal_mass_mm);
  EXPECT_EQ(one.phantom.around.sac_depth_part, other.phantom.around.sac_depth_part);
  EXPECT_EQ(one.vertebra, other.vertebra);
}

TEST(RandomEpidural, LittleFatIsASacThatFillsTheCanalOrFatAsDenseAsIt) {
  for (std::uint64_t seed = 1; seed < 30; ++seed) {
    const SpineSurroundings around =
        random_epidural_spine({.seed = seed, .kind = EpiduralKind::little_fat}).phantom.around;
    EXPECT_TRUE(around.sac_depth_part > 0.87 || around.epidural_hu >= 0) << seed;
  }
}

}  // namespace
}  // namespace osteosign::phantom
