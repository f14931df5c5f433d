#include "features/find/candidates/ray_signs.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/features/find/candidates/two_sides.h"

namespace osteosign::test {
namespace {

const Eigen::Vector3d in_left(32, 0, 0);

RaySigns signs_of_ball_at(const TwoSides& scene, const Eigen::Vector3d& middle_mm) {
  return ray_signs(scene.ct, {middle_mm, 5, 1}, {40, 180, 10});
}

TEST(RaySigns, ABallEndsEverywhereAtItsRadius) {
  const RaySigns signs = signs_of_ball_at(TwoSides({{in_left, Eigen::Vector3d::Constant(7), 40}}), in_left);
  EXPECT_EQ(signs.values[RaySigns::ending_share], 1);
  EXPECT_EQ(signs.values[RaySigns::least_ending_share_of_a_side], 1);
  EXPECT_EQ(signs.values[RaySigns::leaving_share], 0);
  EXPECT_NEAR(std::exp(signs.values[RaySigns::log_mean_end]) - 1, 7, 0.8);
  EXPECT_LT(signs.values[RaySigns::unevenness_of_ends], 0.1);
  EXPECT_NEAR(signs.values[RaySigns::inside_hu], 40, 1);
}

TEST(RaySigns, TheMiddleIsFoundFromBesideIt) {
  const TwoSides scene({{in_left, Eigen::Vector3d::Constant(7), 40}});
  const RaySigns signs = signs_of_ball_at(scene, in_left + Eigen::Vector3d(2, -2, 1));
  EXPECT_EQ(signs.values[RaySigns::ending_share], 1);
  EXPECT_LT(signs.values[RaySigns::unevenness_of_ends], 0.2);
}

TEST(RaySigns, ATubeIsOpenAtItsEnds) {
  const RaySigns signs = signs_of_ball_at(TwoSides({{in_left, {5, 5, 60}, 40}}), in_left);
  EXPECT_LT(signs.values[RaySigns::least_ending_share_of_a_side], 0.75);
  EXPECT_LT(signs.values[RaySigns::ending_share], 0.98);
}

TEST(RaySigns, RaysThatReachFatAreTold) {
  const TwoSides scene({{in_left + Eigen::Vector3d(0, 9, 0), Eigen::Vector3d::Constant(6), -90},
                        {in_left, Eigen::Vector3d::Constant(7), 40}});
  EXPECT_GT(signs_of_ball_at(scene, in_left).values[RaySigns::leaving_share], 0.05);
}

TEST(RaySigns, SoftTissueInFattyMarrowEndsWhereTheFatBegins) {
  const TwoSides scene({{in_left, Eigen::Vector3d::Constant(7), 40}}, -80);
  const RaySigns signs = ray_signs(scene.ct, {in_left, 5, 1}, {40, -80, 10});
  EXPECT_EQ(signs.values[RaySigns::ending_share], 1);
  EXPECT_EQ(signs.values[RaySigns::leaving_share], 0);
  EXPECT_NEAR(std::exp(signs.values[RaySigns::log_mean_end]) - 1, 7, 0.8);
}

TEST(RaySigns, TheBorderOfTheVolumeIsNoWall) {
  const TwoSides scene({{{-32, 0, 32}, Eigen::Vector3d::Constant(9), 40}});
  EXPECT_LT(signs_of_ball_at(scene, {-32, 0, 32}).values[RaySigns::ending_share], 0.9);
}

}  // namespace
}  // namespace osteosign::test
