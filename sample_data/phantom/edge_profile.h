#pragma once

namespace osteosign::phantom {

/// How a region passes into its surroundings along the normal of its surface.
enum class EdgeShape { sharp, linear, gaussian };

/// Transition of a region: how much of it is present at a signed distance from its surface. The surface is
/// where half of it is present. `width_mm` is the distance from 10 to 90 % (methods A4.1); 0 for a sharp
/// edge.
struct EdgeProfile {
  EdgeShape shape = EdgeShape::sharp;
  double width_mm = 0;

  /// Fraction present at `distance_mm` outside of the surface (negative inside), averaged over a sample of
  /// size `footprint_mm`: the average widens the edge by the variance footprint^2 / 12, which the scanner
  /// takes off its blur again.
  double fraction_at(double distance_mm, double footprint_mm) const;

  /// Distance from the surface beyond which fraction_at() is 0 or 1 (to 1e-6 for a Gaussian edge).
  double reach_mm(double footprint_mm) const;
};

/// Standard normal distribution function.
double normal_cdf(double x);

}  // namespace osteosign::phantom
