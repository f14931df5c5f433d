#include <gmock/gmock.h>

#include <cmath>

#include "features/profile/gaussian_step.h"
#include "features/vertebra/height_field.h"
#include "features/vertebra/plate_edge.h"
#include "features/vertebra/plate_model.h"
#include "features/vertebra/plate_pits.h"
#include "features/vertebra/robust_surface.h"

namespace osteosign::test {
namespace {

/// Cancellous bone of 150 HU, a plate of 700 HU whose outer border lies at `edge_mm`, a disc of 80 HU.
double plate_hu(double way_mm, double edge_mm, double thickness_mm, double sigma_mm) {
  return 80 + 620 * gaussian_step((edge_mm - way_mm) / sigma_mm) -
         550 * gaussian_step((edge_mm - thickness_mm - way_mm) / sigma_mm);
}

Profile plate_profile(double edge_mm) {
  Profile profile{.step = 0.25, .first = -20, .values = {}};
  for (int i = -20; i <= 20; ++i) profile.values.push_back(plate_hu(0.25 * i, edge_mm, 1, 0.5));
  return profile;
}

TEST(OutermostEdge, LiesAtTheHalfLevelOutsideOfThePlate) {
  EXPECT_NEAR(outermost_edge(plate_profile(1.3), 60).value(), 1.3, 0.25);
}

TEST(OutermostEdge, IsNotThatOfABrighterTrabeculaInside) {
  Profile profile = plate_profile(1.3);
  for (std::size_t i = 0; i < profile.size(); ++i)
    profile.values[i] += 700 * std::exp(-std::pow(profile.position(i) + 3, 2) / 0.5);
  EXPECT_NEAR(outermost_edge(profile, 60).value(), 1.3, 0.2);
}

TEST(OutermostEdge, IsNothingWhereTheStepIsTooSmall) {
  Profile flat{.step = 0.25, .first = -20, .values = std::vector<double>(41, 70)};
  EXPECT_FALSE(outermost_edge(flat, 60));
  EXPECT_FALSE(outermost_edge(plate_profile(0), 900));
}

std::vector<PlateBin> slices(double first_mm, double distance_mm, double edge_mm, double sigma_mm) {
  std::vector<PlateBin> bins;
  for (double way = first_mm; way < 8; way += distance_mm)
    bins.push_back({way, plate_hu(way, edge_mm, 1, sigma_mm), 10});
  return bins;
}

TEST(PlateModel, TellsTheEdgeToATenthOfAThickSlice) {
  for (const double first : {-8.9, -8.4, -7.9, -7.2, -6.6}) {
    const auto fit = fit_plate(slices(first, 3, 0.4, 0.9), {.sigma_mm = 0.9, .thickness_mm = 1}, 0.8, 2.4,
                               {.rise_hu = 600, .weight = 1});
    ASSERT_TRUE(fit) << first;
    EXPECT_NEAR(fit->edge_mm, 0.4, 0.3) << first;
    EXPECT_GT(fit->r_squared, 0.95);
  }
}

TEST(PlateModel, FindsNothingWithoutAPlate) {
  std::vector<PlateBin> dip = slices(-8, 1, 0.4, 0.5);
  for (PlateBin& bin : dip) bin.hu = -bin.hu;
  EXPECT_FALSE(fit_plate(dip, {}, 0.4, 1.5, {}));
  EXPECT_FALSE(fit_plate({}, {}, 0, 1.5, {}));
}

TEST(RobustSurface, APlaneIgnoresAPitOfAFifthOfItsPoints) {
  std::vector<SurfacePoint> points;
  for (int v = -10; v <= 10; ++v)
    for (int u = -10; u <= 10; ++u)
      points.push_back({{u, v}, 2 + 0.1 * u - 0.05 * v - (std::hypot(u - 3, v) < 5.2 ? 8 : 0)});
  const SmoothSurface plane = fit_robust_surface(points, SurfaceShape::plane, 0.5).value();
  EXPECT_NEAR(plane.height_mm({0, 0}), 2, 0.05);
  EXPECT_NEAR(plane.slope({0, 0}).x(), 0.1, 0.01);
  EXPECT_NEAR(plane.slope({0, 0}).y(), -0.05, 0.01);
}

TEST(RobustSurface, NeedsPoints) {
  EXPECT_THAT(fit_robust_surface({{{0, 0}, 1}}, SurfaceShape::plane, 1).reason(),
              testing::HasSubstr("1 points"));
}

HeightField plate_with(double (*depth_at)(double, double)) {
  HeightField field{
      .first_mm = {-20, -15}, .step_mm = 1, .columns = 41, .rows = 31, .height_mm = {}, .valid = {}};
  for (int row = 0; row < 31; ++row)
    for (int column = 0; column < 41; ++column) {
      field.height_mm.push_back(static_cast<float>(13 - depth_at(column - 20, row - 15)));
      field.valid.push_back(1);
    }
  return field;
}

TEST(PlatePits, ANodeInThePlateIsFilled) {
  const HeightField field =
      plate_with([](double x, double y) { return std::hypot(x - 3, y) < 5 ? 6.0 : 0.0; });
  const HeightField filled = without_pits(field, -1, 1.5, 3);
  for (const float height : filled.height_mm) EXPECT_NEAR(height, 13, 0.3);
}

TEST(PlatePits, ACollapsedFrontAndADishAreNot) {
  const HeightField front = plate_with([](double, double y) { return y < -5 ? 0.5 * (-5 - y) : 0.0; });
  EXPECT_EQ(without_pits(front, -1, 1.5, 3).height_mm, front.height_mm);
  const HeightField dish =
      plate_with([](double x, double y) { return 5 * std::max(0.0, 1 - x * x / 400 - y * y / 225); });
  EXPECT_EQ(without_pits(dish, -1, 1.5, 3).height_mm, dish.height_mm);
}

TEST(PlatePits, ADepressedPlateKeepsTwoThirdsOfItsBowl) {
  HeightField depressed = plate_with([](double x, double y) {
    const double left = std::max(0.0, 1 - x * x / 324 - y * y / 144);
    return 7.5 * left * left;
  });
  for (int row = 0; row < depressed.rows; ++row)
    for (int column = 0; column < depressed.columns; ++column)
      depressed.valid[field_index(depressed, column, row)] =
          std::hypot((column - 20) / 20.0, (row - 15) / 15.0) <= 1;
  const HeightField filled = without_pits(depressed, -1, 1.5, 3);
  EXPECT_NEAR(filled.height_mm[field_index(filled, 20, 15)], 13 - 7.5, 2.5);
  EXPECT_NEAR(filled.height_mm[field_index(filled, 20, 22)], depressed.height_mm[field_index(filled, 20, 22)],
              0.5);
}

TEST(PlatePits, ANodeWithSlopesIsFilledToItsRim) {
  const HeightField field = plate_with(
      [](double x, double y) { return 7 * std::clamp((7 - std::hypot(x + 4, y - 2)) / 2, 0.0, 1.0); });
  for (const float height : without_pits(field, -1, 1.5, 3).height_mm) EXPECT_NEAR(height, 13, 0.5);
}

}  // namespace
}  // namespace osteosign::test
