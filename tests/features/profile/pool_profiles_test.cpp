#include "features/profile/pool_profiles.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(PoolProfiles, DropsTheOutliersAtEitherEnd) {
  std::vector<Profile> rays(10, Profile{.step = 1, .first = 0, .values = {5}});
  rays[3].values = {1000};
  rays[7].values = {-1000};
  EXPECT_THAT(pool(rays, 0.1).value().values, ElementsAre(DoubleEq(5)));
}

TEST(PoolProfiles, KeepsThePositionsThatMoreThanHalfOfTheRaysReach) {
  const std::vector<Profile> rays{{.step = 1, .first = -2, .values = {1, 1, 1, 1}},
                                  {.step = 1, .first = -1, .values = {3, 3, 3, 3}},
                                  {.step = 1, .first = 0, .values = {5, 5, 5, 5}}};
  const Profile pooled = pool(rays, 0).value();
  EXPECT_EQ(pooled.first, -1);
  EXPECT_THAT(pooled.values, ElementsAre(DoubleEq(2), DoubleEq(3), DoubleEq(3), DoubleEq(4)));
}

TEST(PoolProfiles, IsUnknownWithoutRaysAndRefusesDifferentSteps) {
  EXPECT_THAT(pool({}, 0.1).reason(), HasSubstr("no ray"));
  EXPECT_THROW(pool({{.step = 1, .first = 0, .values = {1}}, {.step = 2, .first = 0, .values = {1}}}, 0.1),
               InternalError);
}

}  // namespace
}  // namespace osteosign
