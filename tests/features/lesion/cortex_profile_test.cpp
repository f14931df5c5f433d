#include "features/lesion/cortex_profile.h"

#include <gmock/gmock.h>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

const CortexParameters parameters;
constexpr CortexKnowledge known{.density_hu = 1200, .blur_mm = 0.6, .noise_hu = 5, .thickness_mm = 2};

/// Marrow, cortex of that thickness with its outer face at `outer_mm`, soft tissue.
Profile cortex_profile(double thickness_mm, double outer_mm, double inside_hu = 40, double outside_hu = 50) {
  Profile profile{.step = 0.25, .first = -56, .values = {}};
  for (int i = 0; i <= 88; ++i) {
    const double x = (profile.first + i) * profile.step;
    const double inner = gaussian_step((x - outer_mm + thickness_mm) / known.blur_mm);
    const double outer = gaussian_step((x - outer_mm) / known.blur_mm);
    profile.values.push_back(inside_hu + (known.density_hu - inside_hu) * inner +
                             (outside_hu - known.density_hu) * outer);
  }
  return profile;
}

class EveryThickness : public testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(Mm, EveryThickness, testing::Values(0.3, 0.5, 0.8, 1.2, 2.0, 3.0, 4.0));

TEST_P(EveryThickness, AndMassAreThoseOfTheCortex) {
  const CortexProfile seen = look_at_cortex(cortex_profile(GetParam(), 0.4), known, parameters).value();
  EXPECT_NEAR(seen.thickness_mm->value, GetParam(), 0.02);
  EXPECT_NEAR(*seen.outer_edge_mm, 0.4, 0.02);
  EXPECT_NEAR(seen.mass_mm.value, GetParam(), 0.02 + 0.01 * GetParam());
}

TEST(CortexProfile, WithoutCortexHasNoMassAndNoThickness) {
  const CortexProfile seen = look_at_cortex(cortex_profile(0, 0), known, parameters).value();
  EXPECT_NEAR(seen.mass_mm.value, 0, 0.05);
  EXPECT_FALSE(seen.thickness_mm);
  EXPECT_LT(seen.surface_hu, 60);
}

TEST(CortexProfile, AlongACrestHasMassButNoThickness) {
  const CortexProfile seen = look_at_cortex(cortex_profile(4, 0, 1100), known, parameters).value();
  EXPECT_FALSE(seen.thickness_mm);
  EXPECT_GT(seen.mass_mm.value, 3);
}

TEST(CortexProfile, OnDenseSpongiosaIsStillMeasured) {
  const CortexProfile seen = look_at_cortex(cortex_profile(2, 0, 450), known, parameters).value();
  EXPECT_NEAR(seen.thickness_mm->value, 2, 0.05);
}

TEST(CortexProfile, StopsBeforeANeighbouringBone) {
  Profile profile = cortex_profile(2, 0);
  for (std::size_t i = 0; i < profile.size(); ++i)
    if (profile.position(i) > 4.5) profile.values[i] = 900;
  const CortexProfile seen = look_at_cortex(profile, known, parameters).value();
  EXPECT_NEAR(seen.thickness_mm->value, 2, 0.05);
}

TEST(CortexProfile, ThickCortexShowsItsOwnDensity) {
  CortexKnowledge wrong = known;
  wrong.density_hu = 1500;
  const CortexProfile seen = look_at_cortex(cortex_profile(3, 0), wrong, parameters).value();
  EXPECT_NEAR(*seen.own_density_hu, 1200, 10);
  EXPECT_NEAR(seen.thickness_mm->value, 3, 0.05);
}

TEST(CortexProfile, TellsOfCompactBoneJustBeyondWhereItLooked) {
  EXPECT_TRUE(look_at_cortex(cortex_profile(2, 6.5), known, parameters).value().dense_elsewhere);
  EXPECT_FALSE(look_at_cortex(cortex_profile(2, 0), known, parameters).value().dense_elsewhere);
}

TEST(CortexProfile, ThatEndsInTheCortexIsUnknown) {
  const Profile whole = cortex_profile(2, 0);
  EXPECT_THAT(look_at_cortex(cut(whole, -10, 1), known, parameters).reason(),
              testing::HasSubstr("ends within"));
  EXPECT_FALSE(look_at_cortex(cut(whole, -3, 8), known, parameters).known());
}

}  // namespace
}  // namespace osteosign
