#include "features/profile/smooth_curve.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

namespace osteosign::test {
namespace {

std::vector<double> wave(double length, int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(std::sin(2 * std::numbers::pi * i / length));
  return values;
}

TEST(SmoothCurve, KeepsAStraightLine) {
  std::vector<double> line;
  for (int i = 0; i < 50; ++i) line.push_back(3 + 0.5 * i);
  const auto curve = smoothed(line, std::vector<double>(50, 1), 1000);
  for (std::size_t i = 0; i < line.size(); ++i) EXPECT_NEAR(curve[i], line[i], 1e-6);
}

TEST(SmoothCurve, HalvesTheWaveItIsSetTo) {
  const auto curve = smoothed(wave(40, 400), std::vector<double>(400, 1), stiffness_of_wave(40, 1));
  EXPECT_NEAR(curve[210], 0.5, 0.02);  // a crest in the middle
}

TEST(SmoothCurve, BridgesAGapAlongTheLine) {
  std::vector<double> values, weights;
  for (int i = 0; i < 60; ++i) {
    const bool gap = i >= 20 && i < 40;
    values.push_back(gap ? 100 : i);
    weights.push_back(gap ? 0 : 1);
  }
  EXPECT_NEAR(smoothed(values, weights, 10)[30], 30, 0.01);
}

TEST(SmoothCurve, ForgetsOutliers) {
  std::vector<double> values = wave(200, 200);
  for (std::size_t i = 50; i < 56; ++i) values[i] = 20;
  const auto curve = robustly_smoothed(values, std::vector<double>(200, 1), stiffness_of_wave(30, 1), 0.05);
  for (std::size_t i = 40; i < 70; ++i) EXPECT_NEAR(curve[i], wave(200, 200)[i], 0.05);
}

TEST(SmoothCurve, ReturnsShortOnesAsTheyAre) {
  EXPECT_THAT(smoothed({1, 5}, {1, 1}, 10), testing::ElementsAre(1, 5));
  EXPECT_THAT(smoothed({}, {}, 10), testing::IsEmpty());
}

}  // namespace
}  // namespace osteosign::test
