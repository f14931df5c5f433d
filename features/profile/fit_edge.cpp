#include "features/profile/fit_edge.h"

#include <algorithm>
#include <cmath>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

constexpr int fewest_samples = 8;

/// Parameters: inside, outside, position, log sigma. The logarithm keeps sigma positive.
CurvePoint edge_curve(const FitVector& p, double x) {
  const double sigma = std::exp(p[3]);
  const double z = (x - p[2]) / sigma;
  const double step = gaussian_step(z);
  const double density = gaussian_density(z);
  const double height = p[1] - p[0];
  CurvePoint point{p[0] + height * step, FitVector(4)};
  point.gradient << 1 - step, step, -height * density / sigma, -height * density * z;
  return point;
}

/// Plateaus that fit best for a given position and sigma, and what remains.
struct Plateaus {
  double inside;
  double outside;
  double residual_sum;
};

Plateaus best_plateaus(const Profile& profile, double position, double sigma) {
  const auto n = static_cast<double>(profile.size());
  double s = 0;
  double ss = 0;
  double y = 0;
  double sy = 0;
  double yy = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double step = gaussian_step((profile.position(i) - position) / sigma);
    const double value = profile.values[i];
    s += step;
    ss += step * step;
    y += value;
    sy += step * value;
    yy += value * value;
  }
  const double spread = ss - s * s / n;
  const double covariance = sy - s * y / n;
  const double height = spread > 1e-9 ? covariance / spread : 0;
  const double inside = (y - height * s) / n;
  return {inside, inside + height, yy - y * y / n - height * covariance};
}

FitVector search_start(const Profile& profile) {
  constexpr int positions = 24;
  const double begin = profile.position(0);
  const double length = profile.position(profile.size() - 1) - begin;
  FitVector best(4);
  double smallest = -1;
  for (double sigma = profile.step; sigma <= length / 3; sigma *= 1.8) {
    for (int k = 1; k < positions; ++k) {
      const double position = begin + length * k / positions;
      const Plateaus plateaus = best_plateaus(profile, position, sigma);
      if (smallest >= 0 && plateaus.residual_sum >= smallest) continue;
      smallest = plateaus.residual_sum;
      best << plateaus.inside, plateaus.outside, position, std::log(sigma);
    }
  }
  return best;
}

}  // namespace

Measured<EdgeFit> fit_edge(const Profile& profile) {
  if (profile.size() < fewest_samples)
    return Unknown{"the profile has " + std::to_string(profile.size()) + " samples, an edge needs " +
                   std::to_string(fewest_samples)};
  const Measured<CurveFit> fitted = fit_curve(profile, edge_curve, search_start(profile));
  if (!fitted.known()) return fitted.unknown();
  const CurveFit& curve = fitted.value();
  const double sigma = std::exp(curve.parameters[3]);
  const double length = profile.position(profile.size() - 1) - profile.position(0);
  if (!(sigma < 2 * length)) return Unknown{"the edge is wider than the profile"};
  return EdgeFit{.inside = curve.estimate(0),
                 .outside = curve.estimate(1),
                 .position = curve.estimate(2),
                 .sigma = {sigma, std::min(sigma * curve.estimate(3).sd, length)},
                 .curve = curve};
}

Estimate intrinsic_width(const Estimate& sigma, double point_spread_sigma) {
  const auto width = [&](double s) {
    return width_of_unit_sigma * std::sqrt(std::max(0.0, s * s - point_spread_sigma * point_spread_sigma));
  };
  return {width(sigma.value),
          0.5 * (width(sigma.value + sigma.sd) - width(std::max(0.0, sigma.value - sigma.sd)))};
}

}  // namespace osteosign
