#include "features/lesion/periosteum_layers.h"

#include <gtest/gtest.h>

#include <cmath>

#include "features/lesion/sharpen_profile.h"

namespace osteosign {
namespace {

constexpr double step_mm = 0.125;
constexpr double compact_hu = 1150;

struct Slab {
  double from_mm;
  double to_mm;
  double hu;
};

double part_below(double x, double edge, double sigma) {
  return 0.5 * std::erfc((x - edge) / sigma / std::sqrt(2.0));
}

/// Slabs of bone seen with a blur.
Profile blurred(const std::vector<Slab>& slabs, double sigma) {
  Profile profile{.step = step_mm, .first = -32, .values = {}};
  for (int i = -32; i <= 104; ++i) {
    double value = 0;
    for (const Slab& slab : slabs)
      value += slab.hu *
               (part_below(i * step_mm, slab.to_mm, sigma) - part_below(i * step_mm, slab.from_mm, sigma));
    profile.values.push_back(value);
  }
  return profile;
}

LayersOnRay seen(const std::vector<Slab>& slabs, double sigma) {
  return layers_on_ray(blurred(slabs, sigma), {compact_hu, sigma, 5, 0, 0}, {});
}

constexpr Slab cortex{-3, 0, compact_hu};

TEST(SharpenProfile, KeepsTheMassAndNarrowsTheRidge) {
  const Profile before = blurred({{2, 2.4, 1000}}, 0.5);
  const Profile after = sharpen_profile(before, 0.5, 60);
  double mass_before = 0, mass_after = 0, peak = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    mass_before += before.values[i];
    mass_after += after.values[i];
    peak = std::max(peak, after.values[i]);
  }
  EXPECT_NEAR(mass_after, mass_before, 0.01 * mass_before);
  EXPECT_GT(peak, 1.5 * 1000 * 0.31);
}

TEST(LayersOnRay, OfACortexAloneAreNone) {
  for (const double sigma : {0.4, 0.6, 0.8}) {
    const LayersOnRay layers = seen({cortex}, sigma);
    EXPECT_TRUE(layers.layers.empty());
    EXPECT_LT(layers.host_outer_mm, 0.6);
    EXPECT_FALSE(layers.may_hide_layers);
  }
}

TEST(LayersOnRay, AreCountedFromASpacingOf2_2SigmaOn) {
  for (const double sigma : {0.4, 0.5, 0.6}) {
    const double spacing = 2.3 * sigma + 0.1;
    std::vector<Slab> slabs{cortex};
    for (int k = 1; k <= 3; ++k) slabs.push_back({k * spacing - 0.2, k * spacing + 0.2, compact_hu});
    EXPECT_EQ(seen(slabs, sigma).layers.size(), 3U) << sigma;
  }
}

TEST(LayersOnRay, LieWhereTheyAre) {
  const LayersOnRay layers = seen({cortex, {1.4, 1.8, 900}, {3.0, 3.4, 900}}, 0.5);
  ASSERT_EQ(layers.layers.size(), 2U);
  EXPECT_NEAR(layers.layers[0].middle_mm, 1.6, 0.1);
  EXPECT_NEAR(layers.layers[1].middle_mm, 3.2, 0.1);
  EXPECT_FALSE(layers.may_hide_layers);
}

TEST(LayersOnRay, SolidBoneIsMergedAndFilled) {
  const LayersOnRay layers = seen({cortex, {0, 2.5, 950}}, 0.6);
  EXPECT_TRUE(layers.layers.empty());
  EXPECT_NEAR(layers.host_outer_mm, 2.5, 0.4);
  EXPECT_FALSE(layers.may_hide_layers);
}

TEST(LayersOnRay, BelowTheResolutionTheyMayHide) {
  const LayersOnRay layers = seen({cortex, {0.6, 1.0, 1050}, {1.6, 2.0, 1050}}, 0.75);
  EXPECT_LT(layers.layers.size(), 2U);
  EXPECT_TRUE(layers.may_hide_layers);
}

}  // namespace
}  // namespace osteosign
