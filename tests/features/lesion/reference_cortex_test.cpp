#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "features/lesion/reference_cortex.h"

namespace osteosign {
namespace {

/// A bone along z: 6 mm of cortex below 0, 1 mm above, places 2 mm apart.
ReferenceCortex shaft_and_end() {
  ReferenceCortex reference;
  reference.thickness_mm = Estimate{6, 1};
  reference.mass_mm = {6, 1};
  for (int z = -50; z < 50; z += 2)
    for (int y = 0; y < 20; y += 2) {
      const double thickness = z < 0 ? 6 : 1;
      reference.places.push_back({Eigen::Vector3d(0, y, z), thickness, thickness});
    }
  return reference;
}

/// A tube of 12 mm along z: 3 mm of cortex in front and 8 mm behind at its lower end, 1 mm less at its upper
/// end; nothing is known from -20 to 20.
ReferenceCortex tube(bool has_upper_end = true) {
  ReferenceCortex reference;
  reference.thickness_mm = Estimate{5, 2};
  reference.mass_mm = {5, 2};
  reference.tube = TubularSurface{};
  for (int z = -40; z <= 40; z += 2)
    for (int turn = 0; turn < 36; ++turn) {
      if (std::abs(z) < 20 || (z > 0 && !has_upper_end)) continue;
      const double angle = turn * std::numbers::pi / 18;
      const double thickness = (std::cos(angle) > 0 ? 3 : 8) - (z > 0 ? 1 : 0);
      reference.places.push_back(
          {Eigen::Vector3d(12 * std::cos(angle), 12 * std::sin(angle), z), thickness, thickness});
    }
  return reference;
}

TEST(ReferenceCortex, OfABoneThatIsNoTubeIsThatNearby) {
  const CortexBefore end = shaft_and_end().before({0, 10, 40});
  EXPECT_EQ(end.thickness_mm.value().value, 1);
  EXPECT_EQ(end.mass_mm, 1);
  EXPECT_EQ(shaft_and_end().before({0, 10, -40}).thickness_mm.value().value, 6);
}

TEST(ReferenceCortex, OfATubeLiesBetweenWhatIsSeenOnEitherSideAlongIt) {
  const CortexBefore front = tube().before({12, 0, 0});
  EXPECT_NEAR(front.thickness_mm.value().value, 2.5, 0.1);
  EXPECT_NEAR(front.mass_mm, 2.5, 0.1);
  EXPECT_TRUE(front.from_both_ends);
  EXPECT_NEAR(tube().before({-12, 0, 0}).thickness_mm.value().value, 7.5, 0.1);
  EXPECT_LT(tube().before({-12, 0, 15}).thickness_mm.value().value, 7.3);
}

TEST(ReferenceCortex, OfATubeIsThatOfTheWholeTubeWhereOneEndIsNotSeen) {
  const CortexBefore front = tube(false).before({12, 0, 0});
  EXPECT_EQ(front.thickness_mm.value().value, 5);
  EXPECT_EQ(front.mass_mm, 5);
  EXPECT_FALSE(front.from_both_ends);
}

TEST(ReferenceCortex, FarFromEveryPlaceIsUnknown) {
  const CortexBefore far = shaft_and_end().before({0, 10, 120});
  EXPECT_THAT(far.thickness_mm.reason(), testing::HasSubstr("within 40 mm"));
  EXPECT_EQ(far.mass_mm, 0);
}

}  // namespace
}  // namespace osteosign
