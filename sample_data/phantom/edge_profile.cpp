#include "sample_data/phantom/edge_profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign::phantom {

namespace {
constexpr double gaussian_10_90_per_sigma = 2.5631031310892007;  // 2 * inverse normal cdf of 0.9
constexpr double linear_10_90_part = 0.8;
constexpr double gaussian_reach_in_sigmas = 4.75;

double gaussian_sigma_mm(double width_mm, double footprint_mm) {
  const double sigma_mm = width_mm / gaussian_10_90_per_sigma;
  return std::sqrt(sigma_mm * sigma_mm + footprint_mm * footprint_mm / 12);
}

/// A sharp edge is a ramp of width 0.
double linear_ramp_mm(double width_mm, double footprint_mm) {
  return std::hypot(width_mm / linear_10_90_part, footprint_mm);
}
}  // namespace

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

double EdgeProfile::fraction_at(double distance_mm, double footprint_mm) const {
  if (shape == EdgeShape::gaussian)
    return normal_cdf(-distance_mm / gaussian_sigma_mm(width_mm, footprint_mm));
  const double ramp_mm = linear_ramp_mm(width_mm, footprint_mm);
  if (ramp_mm <= 0) return distance_mm < 0 ? 1 : distance_mm > 0 ? 0 : 0.5;
  return std::clamp(0.5 - distance_mm / ramp_mm, 0.0, 1.0);
}

double EdgeProfile::reach_mm(double footprint_mm) const {
  if (shape == EdgeShape::gaussian)
    return gaussian_reach_in_sigmas * gaussian_sigma_mm(width_mm, footprint_mm);
  return linear_ramp_mm(width_mm, footprint_mm) / 2;
}

}  // namespace osteosign::phantom
