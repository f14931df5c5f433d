#pragma once
#include "features/profile/fit_curve.h"

namespace osteosign {

/// An edge between two plateaus that changes evenly over a length, blurred by a Gaussian of known sigma:
/// y(x) = inside + (outside - inside) * R((x - position)), R being a ramp of the length from 0 to 1.
struct RampFit {
  Estimate inside;
  Estimate outside;
  Estimate position;  ///< middle of the ramp
  Estimate length;
  CurveFit curve;

  /// From 10 to 90 % of the step.
  double width() const { return 0.8 * length.value; }
};

/// Fits a ramp, starting from a middle and a length near the truth. Wide transitions come as ramps as well as
/// Gaussian edges, and the wrong shape reads up to a fifth too wide where the plateaus are short (methods
/// A4.1). Unknown when the fit does not converge or the ramp is longer than the profile.
Measured<RampFit> fit_ramp(const Profile& profile, double blur_sigma, double start_position,
                           double start_length);

}  // namespace osteosign
