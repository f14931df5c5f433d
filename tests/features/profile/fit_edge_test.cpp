#include "features/profile/fit_edge.h"

#include <gmock/gmock.h>

#include <cmath>

#include "features/profile/gaussian_step.h"
#include "features/profile/pool_profiles.h"
#include "tests/features/profile/synthetic_profile.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

std::function<double(double)> edge(double inside, double outside, double position, double sigma) {
  return [=](double x) { return inside + (outside - inside) * gaussian_step((x - position) / sigma); };
}

TEST(FitEdge, RecoversANoiseFreeEdgeExactly) {
  const EdgeFit fit = fit_edge(synthetic_profile(edge(40, 190, 0.7, 1.3), 0, 1)).value();
  EXPECT_NEAR(fit.inside.value, 40, 0.01);
  EXPECT_NEAR(fit.outside.value, 190, 0.01);
  EXPECT_NEAR(fit.position.value, 0.7, 1e-4);
  EXPECT_NEAR(fit.sigma.value, 1.3, 1e-4);
  EXPECT_NEAR(fit.curve.r_squared, 1, 1e-6);
}

TEST(FitEdge, RecoversAFallingEdge) {
  const EdgeFit fit = fit_edge(synthetic_profile(edge(900, 200, -2, 0.6), 0, 1)).value();
  EXPECT_NEAR(fit.inside.value, 900, 0.1);
  EXPECT_NEAR(fit.position.value, -2, 1e-3);
  EXPECT_NEAR(fit.sigma.value, 0.6, 1e-3);
}

TEST(FitEdge, StatesAStandardDeviationThatCoversItsError) {
  constexpr int trials = 200;
  double squared_error = 0;
  double stated_variance = 0;
  for (unsigned seed = 0; seed < trials; ++seed) {
    const EdgeFit fit = fit_edge(synthetic_profile(edge(40, 190, 0, 1.0), 10, seed)).value();
    squared_error += std::pow(fit.position.value, 2);
    stated_variance += std::pow(fit.position.sd, 2);
  }
  EXPECT_NEAR(std::sqrt(stated_variance / squared_error), 1, 0.15);
}

TEST(FitEdge, IsUnknownOnAFlatProfile) {
  const Measured<EdgeFit> fit = fit_edge(synthetic_profile([](double) { return 80.0; }, 0, 1));
  EXPECT_THAT(fit.reason(), HasSubstr("flat"));
}

TEST(FitEdge, IsUnknownOnTooFewSamplesAndSaysHowMany) {
  const Profile whole = synthetic_profile(edge(40, 190, 0, 1), 0, 1);
  EXPECT_THAT(fit_edge(cut(whole, 0, 1.5)).reason(), HasSubstr("7 samples, an edge needs 8"));
  EXPECT_TRUE(fit_edge(cut(whole, 0, 1.75)).known());
  EXPECT_THAT(fit_edge(Profile{}).reason(), HasSubstr("0 samples"));
}

TEST(FitEdge, NeverGivesANumberThatIsNotFinite) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const Measured<EdgeFit> fit = fit_edge(synthetic_profile([](double) { return 0.0; }, 30, seed));
    if (!fit.known()) continue;
    for (const Estimate& estimate :
         {fit.value().inside, fit.value().outside, fit.value().position, fit.value().sigma}) {
      EXPECT_TRUE(std::isfinite(estimate.value)) << seed;
      EXPECT_TRUE(std::isfinite(estimate.sd)) << seed;
    }
  }
}

TEST(IntrinsicWidth, TakesTheScannersBlurOffInQuadrature) {
  const Estimate width = intrinsic_width({1.0, 0}, 0.6);
  EXPECT_NEAR(width.value, width_of_unit_sigma * 0.8, 1e-12);
  EXPECT_EQ(width.sd, 0);
}

TEST(IntrinsicWidth, IsZeroWithAFiniteSdAtTheBlurOfTheScanner) {
  const Estimate width = intrinsic_width({0.6, 0.05}, 0.6);
  EXPECT_EQ(width.value, 0);
  EXPECT_NEAR(width.sd, 0.5 * width_of_unit_sigma * std::sqrt(0.65 * 0.65 - 0.36), 1e-12);
}

/// Mean and SD of the measured width over repeated noise.
struct Precision {
  double mean;
  double sd;
};

Precision precision_of_width(double true_width, int rays, int trials) {
  const double point_spread = 0.6;
  const double sigma = std::hypot(point_spread, true_width / width_of_unit_sigma);
  double sum = 0;
  double squares = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<Profile> group;
    for (int ray = 0; ray < rays; ++ray)
      group.push_back(synthetic_profile(edge(40, 190, 0, sigma), 30,
                                        static_cast<unsigned>(1000 * trial + ray + rays), 0.5));
    const double width =
        intrinsic_width(fit_edge(pool(group, 0.1).value()).value().sigma, point_spread).value;
    sum += width;
    squares += width * width;
  }
  const double mean = sum / trials;
  return {mean, std::sqrt(squares / trials - mean * mean)};
}

// The table of methods A4.1: contrast 150 HU, noise 30 HU, point spread 0.6 mm.
TEST(IntrinsicWidth, HasThePrecisionOfTheTableForNineRays) {
  for (const auto& [width, mean, sd] :
       {std::array{2.0, 1.9, 0.4}, {4.0, 4.0, 0.5}, {8.0, 8.0, 0.7}, {12.0, 12.0, 1.2}}) {
    const Precision precision = precision_of_width(width, 9, 100);
    EXPECT_NEAR(precision.mean, mean, 0.2) << width;
    EXPECT_LT(precision.sd, 1.3 * sd) << width;
    EXPECT_GT(precision.sd, 0.5 * sd) << width;
  }
}

TEST(IntrinsicWidth, OfASharpEdgeIsBiasedUpwardsByNoiseAndLessSoWithMoreRays) {
  const Precision nine = precision_of_width(0, 9, 100);
  const Precision twenty_five = precision_of_width(0, 25, 100);
  EXPECT_NEAR(nine.mean, 0.38, 0.15);
  EXPECT_NEAR(twenty_five.mean, 0.26, 0.15);
  EXPECT_LT(twenty_five.mean, nine.mean);
}

}  // namespace
}  // namespace osteosign
