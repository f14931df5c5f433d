#include <gmock/gmock.h>

#include <cmath>

#include "features/spine/disc_columns.h"
#include "features/spine/ridge_response.h"

namespace osteosign::test {
namespace {

/// A column through two discs of a thickness at 30 and 60 mm: endplates of 2 mm, marrow, discs.
std::vector<float> column(double endplate_hu, double marrow_hu, double disc_hu, double thickness_mm) {
  std::vector<float> hu;
  for (int i = 0; i < 180; ++i) {
    const double from_disc = std::abs(std::remainder(i * 0.5, 30.0));
    const double beyond = from_disc - thickness_mm / 2;
    hu.push_back(static_cast<float>(beyond < 0 ? disc_hu : beyond < 2 ? endplate_hu : marrow_hu));
  }
  return hu;
}

double best_place_mm(const std::vector<float>& response, double first_mm, double last_mm) {
  auto best = static_cast<std::size_t>(first_mm / 0.5);
  for (auto i = best; i <= static_cast<std::size_t>(last_mm / 0.5); ++i)
    if (response[i] > response[best]) best = i;
  return 0.5 * static_cast<double>(best);
}

TEST(RidgeResponse, IsLargestInTheMiddleOfADisc) {
  const auto response = ridge_response(column(350, 180, 90, 8), 0.5, 18);
  EXPECT_NEAR(best_place_mm(response, 16, 44), 30, 1);
  EXPECT_GT(response[60], 150);
}

TEST(RidgeResponse, IsLargestInTheMiddleOfAThinDiscOfAnOsteopenicThoracicSpine) {
  // The marrow between the endplates of one body is darker than the disc, and 22 mm high.
  const auto response = ridge_response(column(300, 40, 90, 4), 0.5, 13);
  EXPECT_NEAR(best_place_mm(response, 16, 44), 30, 1);
  EXPECT_GT(response[60], response[90]);  // the middle of the body
}

TEST(GapResponse, FindsTheGapAndNothingElse) {
  std::vector<float> bone(120, 1);
  for (std::size_t i = 56; i < 64; ++i) bone[i] = 0;
  const auto response = gap_response(bone, 1, 18);
  EXPECT_GT(response[59], 0.85);  // an even gap has no middle sample
  EXPECT_NEAR(response[30], 0, 1e-5);
}

TEST(PlaneThroughEdges, ForgetsColumnsOfASchmorlNode) {
  std::vector<DiscColumns::Edge> edges;
  for (double v = -12; v <= 12; v += 2)
    for (double u = -12; u <= 12; u += 2) {
      const bool node = std::hypot(u - 4, v) < 5;
      edges.push_back({u, v, 5 + 0.1 * v - 0.05 * u + (node ? 6 : 0)});
    }
  const auto plane = plane_through(edges);
  ASSERT_TRUE(plane);
  EXPECT_NEAR(plane->height_mm, 5, 0.05);
  EXPECT_NEAR(plane->slope_forward, 0.1, 0.005);
  EXPECT_NEAR(plane->slope_left, -0.05, 0.005);
}

TEST(PlaneThroughEdges, IsNothingWhereEdgesScatter) {
  std::vector<DiscColumns::Edge> edges;
  for (int i = 0; i < 100; ++i) edges.push_back({i % 10 * 2.0, i / 10 * 2.0, i * 7 % 13 * 1.0});
  EXPECT_FALSE(plane_through(edges));
  EXPECT_FALSE(plane_through({{0, 0, 1}, {1, 0, 1}, {0, 1, 1}}));
}

}  // namespace
}  // namespace osteosign::test
