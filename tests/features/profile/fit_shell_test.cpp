#include "features/profile/fit_shell.h"

#include <gmock/gmock.h>

#include <cmath>

#include "features/profile/choose_edge_model.h"
#include "features/profile/gaussian_step.h"
#include "tests/features/profile/synthetic_profile.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

std::function<double(double)> shell(double inside, double density, double outside, double thickness,
                                    double sigma) {
  return [=](double x) {
    return inside + (density - inside) * gaussian_step((x + thickness / 2) / sigma) +
           (outside - density) * gaussian_step((x - thickness / 2) / sigma);
  };
}

TEST(FitShell, RecoversACortexOfKnownDensityWithoutBiasFrom0_3To4Mm) {
  for (const double thickness : {0.3, 0.5, 0.8, 1.2, 2.0, 3.0, 4.0}) {
    double sum = 0;
    constexpr int trials = 30;
    for (unsigned seed = 0; seed < trials; ++seed)
      sum += fit_shell(synthetic_profile(shell(50, 1500, 150, thickness, 0.6), 10, seed),
                       {.density = 1500, .sigma = {}})
                 .value()
                 .thickness.value;
    EXPECT_NEAR(sum / trials, thickness, 0.03) << thickness;
  }
}

TEST(FitShell, AShellThinnerThanItsBlurHardlyRises) {
  ShellFit fit{};
  fit.inside = {40, 0};
  fit.outside = {200, 0};
  fit.density = {1500, 0};
  fit.sigma = {0.6, 0};
  fit.thickness = {5, 0};
  EXPECT_NEAR(fit.visible_rise(), 1300, 1);
  fit.thickness = {0.02, 0};
  EXPECT_NEAR(fit.visible_rise(), 1300 * 0.02 / (0.6 * std::sqrt(2 * 3.14159265)), 0.1);
}

TEST(FitShell, IsNotTriedOnAProfileThatRisesTooLittle) {
  const Profile profile = synthetic_profile(shell(40, 240, 200, 2, 0.6), 0, 3);
  EXPECT_TRUE(fit_shell(profile, {.density = {}, .sigma = 0.6}).known());
  EXPECT_THAT(
      fit_shell(profile, {.density = {}, .sigma = 0.6, .highest_density = {}, .least_rise = 50}).reason(),
      HasSubstr("nowhere rises"));
}

TEST(FitShell, RecoversAThickRimOfUnknownDensity) {
  const ShellFit fit =
      fit_shell(synthetic_profile(shell(40, 700, 200, 2, 0.6), 10, 3), {.density = {}, .sigma = 0.6}).value();
  EXPECT_NEAR(fit.thickness.value, 2, 0.1);
  EXPECT_NEAR(fit.density.value, 700, 20);
  EXPECT_NEAR(fit.inner_edge(), -1, 0.1);
  EXPECT_LT(fit.thickness.sd, 0.1);
}

TEST(FitShell, AdmitsThatAThinRimOfUnknownDensityIsNotDetermined) {
  const Measured<ShellFit> fit =
      fit_shell(synthetic_profile(shell(40, 900, 200, 0.2, 0.6), 10, 3), {.density = {}, .sigma = {}});
  EXPECT_THAT(fit.reason(), HasSubstr("only density times thickness is determined"));
}

TEST(FitShell, GivesAThinRimTheHighestDensityWhereItsOwnIsNotDetermined) {
  const Profile profile = synthetic_profile(shell(40, 900, 200, 0.2, 0.6), 10, 3);
  const ShellFit fit = fit_shell(profile, {.density = {}, .sigma = {}, .highest_density = 1200}).value();
  EXPECT_EQ(fit.density.value, 1200);
  EXPECT_NEAR(fit.thickness.value, 0.2 * (900 - 120) / (1200 - 120), 0.05);
}

TEST(FitShell, IsUnknownWhereNothingRises) {
  const auto edge = [](double x) { return x < 0 ? 200.0 : 40.0; };
  EXPECT_THAT(fit_shell(synthetic_profile(edge, 0, 1), {}).reason(), HasSubstr("nowhere rises"));
  EXPECT_THAT(fit_shell(Profile{}, {}).reason(), HasSubstr("0 samples, a shell needs 10"));
}

/// How many of 40 profiles with noise of 10 HU are explained by the given model.
int chosen(const std::function<double(double)>& formula, EdgeModel model) {
  int count = 0;
  for (unsigned seed = 0; seed < 40; ++seed)
    count += choose_edge_model(synthetic_profile(formula, 10, seed), 6,
                               {.density = {}, .sigma = {}, .highest_density = 1500})
                 .model == model;
  return count;
}

TEST(ChooseEdgeModel, TellsNothingAnEdgeAndARimApart) {
  EXPECT_GE(chosen([](double) { return 120.0; }, EdgeModel::constant), 38);
  EXPECT_GE(chosen([](double x) { return 40 + 160 * gaussian_step(x / 0.8); }, EdgeModel::edge), 38);
  EXPECT_EQ(chosen(shell(40, 700, 200, 1, 0.6), EdgeModel::edge_with_shell), 40);
}

}  // namespace
}  // namespace osteosign
