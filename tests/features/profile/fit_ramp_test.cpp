#include "features/profile/fit_ramp.h"

#include <gmock/gmock.h>

#include <cmath>

#include "features/profile/gaussian_step.h"
#include "tests/features/profile/synthetic_profile.h"

namespace osteosign {
namespace {

/// A ramp of the given length seen through a blur, summed from many small steps.
std::function<double(double)> ramp(double inside, double outside, double middle, double length,
                                   double sigma) {
  return [=](double x) {
    constexpr int steps = 200;
    double share = 0;
    for (int i = 0; i < steps; ++i)
      share += gaussian_step((x - middle - length * ((i + 0.5) / steps - 0.5)) / sigma) / steps;
    return inside + (outside - inside) * share;
  };
}

TEST(FitRamp, RecoversPlateausPositionAndLength) {
  for (const double length : {2.0, 5.0, 15.0}) {
    const RampFit fit = fit_ramp(synthetic_profile(ramp(40, 200, 0.3, length, 0.7), 0, 1), 0.7, 0, 6).value();
    EXPECT_NEAR(fit.inside.value, 40, 0.5);
    EXPECT_NEAR(fit.outside.value, 200, 0.5);
    EXPECT_NEAR(fit.position.value, 0.3, 0.02);
    EXPECT_NEAR(fit.width(), 0.8 * length, 0.05);
  }
}

TEST(FitRamp, HasNoBiasInNoise) {
  double sum = 0;
  constexpr int trials = 30;
  for (unsigned seed = 0; seed < trials; ++seed)
    sum += fit_ramp(synthetic_profile(ramp(40, 200, 0, 10, 0.7), 8, seed), 0.7, 0, 8).value().length.value;
  EXPECT_NEAR(sum / trials, 10, 0.2);
}

TEST(FitRamp, IsUnknownWhereNothingChanges) {
  EXPECT_EQ(fit_ramp(synthetic_profile([](double) { return 100.0; }, 0, 1), 0.7, 0, 6).reason(),
            "the profile is flat");
}

}  // namespace
}  // namespace osteosign
