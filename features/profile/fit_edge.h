#pragma once
#include "features/profile/fit_curve.h"

namespace osteosign {

/// An edge between two plateaus, blurred by a Gaussian:
/// y(x) = inside + (outside - inside) * Phi((x - position) / sigma).
/// Lengths have the unit of the profile's step.
struct EdgeFit {
  Estimate inside;    ///< plateau before the edge
  Estimate outside;   ///< plateau behind it
  Estimate position;  ///< where the half level lies
  Estimate sigma;     ///< blur of the edge, the scanner's included
  CurveFit curve;
};

/// Fits an edge (model M1 of methods A4.1; the sigmoid edge of Xu et al., Med Phys 2012;39:5405, with the
/// error function in place of the logistic one, so that the scanner's blur can be subtracted in quadrature).
/// The start values come from an exhaustive search over position and sigma, so the answer does not depend on
/// a guess. Unknown when the profile is flat, too short, or the fit does not converge.
Measured<EdgeFit> fit_edge(const Profile& profile);

/// Width of the transition that is left when the scanner's blur is taken off: from 10 to 90 % of the step,
/// 2.563 * sqrt(max(0, sigma^2 - point_spread_sigma^2)). The SD is half of the difference between the widths
/// at sigma +- its SD, which stays finite at width 0.
Estimate intrinsic_width(const Estimate& sigma, double point_spread_sigma);

/// Ratio of the 10-90 % width of a Gaussian-blurred step to its sigma: 2 * 1.2815515655.
inline constexpr double width_of_unit_sigma = 2.5631031311;

}  // namespace osteosign
