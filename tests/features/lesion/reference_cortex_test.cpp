#include <gmock/gmock.h>

#include "features/lesion/cortex_sites.h"

namespace osteosign {
namespace {

/// A bone along z: 6 mm of cortex below 0, 1 mm above, places 2 mm apart.
ReferenceCortex shaft_and_end(bool of_tube) {
  ReferenceCortex reference;
  reference.thickness_mm = Estimate{6, 1};
  reference.mass_mm = {6, 1};
  reference.of_tube = of_tube;
  for (int z = -50; z < 50; z += 2)
    for (int y = 0; y < 20; y += 2) {
      const double thickness = z < 0 ? 6 : 1;
      reference.places.push_back({Eigen::Vector3d(0, y, z), thickness, thickness});
    }
  return reference;
}

TEST(ReferenceCortex, OfABoneThatIsNoTubeIsThatNearby) {
  const CortexBefore end = shaft_and_end(false).before({0, 10, 40});
  EXPECT_EQ(end.thickness_mm.value().value, 1);
  EXPECT_EQ(end.mass_mm, 1);
  EXPECT_EQ(shaft_and_end(false).before({0, 10, -40}).thickness_mm.value().value, 6);
}

TEST(ReferenceCortex, OfATubeIsThatOfTheWholeTube) {
  EXPECT_EQ(shaft_and_end(true).before({0, 10, 40}).thickness_mm.value().value, 6);
}

TEST(ReferenceCortex, FarFromEveryPlaceIsUnknown) {
  const CortexBefore far = shaft_and_end(false).before({0, 10, 120});
  EXPECT_THAT(far.thickness_mm.reason(), testing::HasSubstr("within 40 mm"));
  EXPECT_EQ(far.mass_mm, 0);
}

}  // namespace
}  // namespace osteosign
