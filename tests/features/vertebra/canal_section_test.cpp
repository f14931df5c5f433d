#include "features/vertebra/canal_section.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace osteosign::test {
namespace {

const CanalAreaParameters parameters;
constexpr double quarter = canal_directions / 4.0;

/// An elliptic canal; open between two directions on either side.
CanalStar ellipse(double half_depth_mm, double half_width_mm, double open_from_deg, double open_to_deg) {
  CanalStar star{{.centre_mm = Eigen::Vector3d::Zero(),
                  .tangent = Eigen::Vector3d::UnitZ(),
                  .forward = -Eigen::Vector3d::UnitY()},
                 {}};
  for (int ray = 0; ray < canal_directions; ++ray) {
    const double angle = 2 * std::numbers::pi * ray / canal_directions;
    const double from_forward_deg = 180 / std::numbers::pi * std::acos(std::cos(angle));
    if (from_forward_deg > open_from_deg && from_forward_deg < open_to_deg) continue;
    star.bone_mm[static_cast<std::size_t>(ray)] =
        1 / std::hypot(std::cos(angle) / half_depth_mm, std::sin(angle) / half_width_mm);
  }
  return star;
}

TEST(CanalSection, AClosedEllipseHasItsArea) {
  const CanalStar star = ellipse(8, 12, 0, 0);
  EXPECT_EQ(star.closed_fraction(), 1);
  const Measured<CanalCrossSection> section = close_canal(star, {}, parameters);
  EXPECT_NEAR(section.value().area_mm2, std::numbers::pi * 8 * 12, 2);
  EXPECT_NEAR(section.value().front_mm, 8, 0.2);
}

TEST(CanalSection, ForaminaAreClosedByTheRingOfThePedicles) {
  const std::optional<CanalRadii> ring =
      ring_of_pedicles({ellipse(8, 12, 60, 120), ellipse(8, 12, 0, 0)}, parameters);
  ASSERT_TRUE(ring);
  const Measured<CanalCrossSection> section = close_canal(ellipse(8, 12, 60, 120), ring, parameters);
  EXPECT_NEAR(section.value().area_mm2, std::numbers::pi * 8 * 12, 2);
}

TEST(CanalSection, BoneSeenThroughAForamenIsNotTheWallOfTheCanal) {
  const std::optional<CanalRadii> ring = ring_of_pedicles({ellipse(8, 12, 0, 0)}, parameters);
  CanalStar star = ellipse(8, 12, 60, 120);
  for (const double side : {quarter, 3 * quarter}) star.bone_mm[static_cast<std::size_t>(side)] = 19;
  EXPECT_NEAR(close_canal(star, ring, parameters).value().area_mm2, std::numbers::pi * 8 * 12, 2);
}

TEST(CanalSection, WithoutARingTheForaminaAreClosedBetweenTheirBorders) {
  EXPECT_FALSE(ring_of_pedicles({ellipse(8, 12, 60, 120)}, parameters));
  const Measured<CanalCrossSection> section = close_canal(ellipse(8, 12, 70, 110), {}, parameters);
  EXPECT_NEAR(section.value().area_mm2, std::numbers::pi * 8 * 12, 15);
}

TEST(CanalSection, ACanalThatIsOpenNearlyAllRoundIsUnknown) {
  const Measured<CanalCrossSection> section = close_canal(ellipse(8, 12, 40, 180.1), {}, parameters);
  ASSERT_FALSE(section.known());
  EXPECT_EQ(section.reason(), "too little bone round the canal");
}

}  // namespace
}  // namespace osteosign::test
