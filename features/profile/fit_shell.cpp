#include "features/profile/fit_shell.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

constexpr int fewest_samples = 10;
constexpr double start_sigma_in_steps = 2;

double mean_of(const std::vector<double>& values, std::size_t first, std::size_t count) {
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
  return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(count), 0.0) / static_cast<double>(count);
}

/// Start values from the stretch above half of the peak.
Measured<FitVector> start_from_half_maximum(const Profile& profile, const ShellKnowledge& known) {
  constexpr std::size_t end_samples = 3;
  const std::vector<double>& y = profile.values;
  const double inside = mean_of(y, 0, end_samples);
  const double outside = mean_of(y, y.size() - end_samples, end_samples);
  const auto peak = static_cast<std::size_t>(std::max_element(y.begin(), y.end()) - y.begin());
  if (peak == 0 || peak + 1 == y.size() || y[peak] <= std::max(inside, outside) + known.least_rise)
    return Unknown{"the profile nowhere rises above its ends"};
  const double half = 0.5 * (y[peak] + std::max(inside, outside));
  std::size_t first = peak;
  std::size_t last = peak;
  while (first > 0 && y[first - 1] >= half) --first;
  while (last + 1 < y.size() && y[last + 1] >= half) ++last;
  const double width = profile.position(last) - profile.position(first) + profile.step;
  const double sigma = known.sigma.value_or(start_sigma_in_steps * profile.step);
  const double thickness = std::sqrt(std::max(width * width - 4 * sigma * sigma, width * width / 16));
  const double density = known.density.value_or(y[peak] * std::max(1.0, sigma / thickness));
  FitVector start(6);
  start << inside, outside, 0.5 * (profile.position(first) + profile.position(last)), std::log(thickness),
      std::log(sigma), density;
  return start;
}

/// The curve over the parameters that are not known beforehand.
struct FreeParameters {
  FitVector start;
  std::array<int, 6> place{};  ///< of each free parameter among all
  int count = 0;

  FreeParameters(FitVector all, const ShellKnowledge& known) : start(std::move(all)) {
    for (int i = 0; i < 6; ++i) {
      const bool is_known = (i == 4 && known.sigma) || (i == 5 && known.density);
      if (!is_known) place[static_cast<std::size_t>(count++)] = i;
    }
  }
  FitVector all(const FitVector& free) const {
    FitVector parameters = start;
    for (int i = 0; i < count; ++i) parameters[place[static_cast<std::size_t>(i)]] = free[i];
    return parameters;
  }
  FitVector of(const FitVector& all_parameters) const {
    FitVector free(count);
    for (int i = 0; i < count; ++i) free[i] = all_parameters[place[static_cast<std::size_t>(i)]];
    return free;
  }
};

ShellFit shell_from(const CurveFit& curve, const FreeParameters& free) {
  const FitVector all = free.all(curve.parameters);
  std::array<double, 6> sd{};
  for (int i = 0; i < free.count; ++i)
    sd[static_cast<std::size_t>(free.place[static_cast<std::size_t>(i)])] = curve.estimate(i).sd;
  const double thickness = std::exp(all[3]);
  const double sigma = std::exp(all[4]);
  return {.inside = {all[0], sd[0]},
          .outside = {all[1], sd[1]},
          .density = {all[5], sd[5]},
          .position = {all[2], sd[2]},
          .thickness = {thickness, thickness * sd[3]},
          .sigma = {sigma, sigma * sd[4]},
          .curve = curve};
}

Measured<ShellFit> fit_from(const Profile& profile, const FitVector& start, const ShellKnowledge& known) {
  const FreeParameters free(start, known);
  const Curve curve = [&](const FitVector& parameters, double x) {
    CurvePoint point = shell_curve(free.all(parameters), x);
    point.gradient = free.of(point.gradient);
    return point;
  };
  const Measured<CurveFit> fitted = fit_curve(profile, curve, free.of(start));
  if (!fitted.known()) return fitted.unknown();
  const ShellFit shell = shell_from(fitted.value(), free);
  const double length = profile.position(profile.size() - 1) - profile.position(0);
  if (!(shell.thickness.value < length) || !(shell.sigma.value < length))
    return Unknown{"the shell is wider than the profile"};
  return shell;
}

/// A shell much thinner than its blur, of free density: only the product of both is determined.
bool collapsed(const ShellFit& shell) { return shell.thickness.value < shell.sigma.value / 4; }

}  // namespace

CurvePoint shell_curve(const FitVector& p, double x) {
  const double thickness = std::exp(p[3]);
  const double sigma = std::exp(p[4]);
  const double z_inner = (x - p[2] + thickness / 2) / sigma;
  const double z_outer = (x - p[2] - thickness / 2) / sigma;
  const double inner = gaussian_step(z_inner);
  const double outer = gaussian_step(z_outer);
  const double inner_slope = (p[5] - p[0]) * gaussian_density(z_inner);
  const double outer_slope = (p[1] - p[5]) * gaussian_density(z_outer);
  CurvePoint point{p[0] + (p[5] - p[0]) * inner + (p[1] - p[5]) * outer, FitVector(6)};
  point.gradient << 1 - inner, outer, -(inner_slope + outer_slope) / sigma,
      (inner_slope - outer_slope) / sigma * thickness / 2, -(inner_slope * z_inner + outer_slope * z_outer),
      inner - outer;
  return point;
}

double ShellFit::visible_rise() const {
  const double rise = density.value - std::max(inside.value, outside.value);
  return rise * (2 * gaussian_step(thickness.value / (2 * sigma.value)) - 1);
}

Measured<ShellFit> fit_shell(const Profile& profile, const ShellKnowledge& known) {
  if (profile.size() < fewest_samples)
    return Unknown{"the profile has " + std::to_string(profile.size()) + " samples, a shell needs " +
                   std::to_string(fewest_samples)};
  const Measured<FitVector> start = start_from_half_maximum(profile, known);
  if (!start.known()) return start.unknown();
  const Measured<ShellFit> shell = fit_from(profile, start.value(), known);
  if (known.density || !shell.known()) return shell;
  const bool too_dense = known.highest_density && shell.value().density.value > *known.highest_density;
  if (!too_dense && !collapsed(shell.value())) return shell;
  if (!known.highest_density)
    return Unknown{"the shell is too thin for its blur: only density times thickness is determined"};
  return fit_shell(profile, {.density = known.highest_density,
                             .sigma = known.sigma,
                             .highest_density = {},
                             .least_rise = known.least_rise});
}

}  // namespace osteosign
