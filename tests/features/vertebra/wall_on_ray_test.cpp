#include "features/vertebra/wall_on_ray.h"

#include <gtest/gtest.h>

namespace osteosign::test {
namespace {

struct Stretch {
  double length_mm;
  bool is_body;
  double hounsfield;
};

/// A ray of stretches from 45 mm inwards.
std::vector<WallSample> ray(const std::vector<Stretch>& stretches) {
  std::vector<WallSample> samples;
  double radius_mm = 45;
  for (const Stretch& stretch : stretches)
    for (double done_mm = 0; done_mm < stretch.length_mm; done_mm += wall_step_mm, radius_mm -= wall_step_mm)
      samples.push_back({radius_mm, stretch.is_body, stretch.hounsfield});
  return samples;
}

TEST(WallOnRay, IsWhereTheLabelBegins) {
  EXPECT_EQ(wall_on_ray_mm(ray({{25, false, 50}, {20, true, 200}})), 20);
  EXPECT_EQ(wall_on_ray_mm(ray({{45, false, 50}})), 0);
  EXPECT_EQ(wall_on_ray_mm({}), 0);
}

TEST(WallOnRay, APieceOfAVesselBeyondFatIsNoWall) {
  EXPECT_EQ(wall_on_ray_mm(ray({{20, false, 50}, {3, true, 250}, {2, false, -80}, {20, true, 200}})), 20);
  EXPECT_EQ(wall_on_ray_mm(ray({{13, false, 50},
                                {3, true, 250},
                                {4, false, -80},
                                {1, true, 250},
                                {4, false, -600},
                                {20, true, 200}})),
            20)
      << "two pieces";
}

TEST(WallOnRay, ACortexWithATumourBehindItIsTheWall) {
  EXPECT_EQ(wall_on_ray_mm(ray({{20, false, -80}, {1, true, 400}, {10, false, 45}, {14, true, 200}})), 25);
}

TEST(WallOnRay, FatWithinABodyOrBehindItIsNoEnd) {
  EXPECT_EQ(wall_on_ray_mm(ray({{25, false, 50}, {8, true, 200}, {4, false, -80}, {8, true, 200}})), 20)
      << "a thick part is body";
  EXPECT_EQ(wall_on_ray_mm(ray({{25, false, 50}, {3, true, 300}, {17, false, -60}})), 20)
      << "a shell round fatty marrow that is not in the label";
}

}  // namespace
}  // namespace osteosign::test
