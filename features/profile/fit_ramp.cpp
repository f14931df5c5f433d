#include "features/profile/fit_ramp.h"

#include <cmath>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

/// Integral of the cumulative normal distribution.
double step_integral(double z) { return z * gaussian_step(z) + gaussian_density(z); }

/// Parameters: inside, outside, position, log length.
CurvePoint ramp_curve(const FitVector& p, double x, double sigma) {
  const double length = std::exp(p[3]);
  const double begin = (x - p[2] + length / 2) / sigma;
  const double end = (x - p[2] - length / 2) / sigma;
  const double share = sigma / length * (step_integral(begin) - step_integral(end));
  const double slope = (gaussian_step(begin) - gaussian_step(end)) / length;
  const double height = p[1] - p[0];
  CurvePoint point{p[0] + height * share, FitVector(4)};
  point.gradient << 1 - share, share, -height * slope,
      height * (0.5 * (gaussian_step(begin) + gaussian_step(end)) - share);
  return point;
}

}  // namespace

Measured<RampFit> fit_ramp(const Profile& profile, double blur_sigma, double start_position,
                           double start_length) {
  if (profile.values.empty()) return Unknown{"the profile is empty"};
  FitVector start(4);
  start << profile.values.front(), profile.values.back(), start_position, std::log(start_length);
  const Measured<CurveFit> fitted = fit_curve(
      profile, [&](const FitVector& p, double x) { return ramp_curve(p, x, blur_sigma); }, start);
  if (!fitted.known()) return fitted.unknown();
  const CurveFit& curve = fitted.value();
  const double length = std::exp(curve.parameters[3]);
  if (!(length < profile.position(profile.size() - 1) - profile.position(0)))
    return Unknown{"the ramp is longer than the profile"};
  return RampFit{.inside = curve.estimate(0),
                 .outside = curve.estimate(1),
                 .position = curve.estimate(2),
                 .length = {length, length * curve.estimate(3).sd},
                 .curve = curve};
}

}  // namespace osteosign
