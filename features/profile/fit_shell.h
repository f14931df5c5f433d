#pragma once
#include <optional>

#include "features/profile/fit_curve.h"

namespace osteosign {

/// What is known of a shell before the fit; everything left out is fitted.
struct ShellKnowledge {
  std::optional<double> density;  ///< plateau of the shell: the patient's cortical HU
  std::optional<double> sigma;    ///< blur: the scanner's along the ray
  /// No shell is denser: where the fit says so, it is repeated with this density, so that the thickness of a
  /// thin shell is at least its lower bound.
  std::optional<double> highest_density{};
  /// A profile whose peak rises less above both of its ends holds no shell: it is not fitted.
  double least_rise = 0;
};

/// A dense shell between two plateaus, all steps with the same Gaussian blur: a cortex, or a sclerotic rim.
/// y(x) = inside + (density - inside) Phi((x - position + thickness/2) / sigma)
///               + (outside - density) Phi((x - position - thickness/2) / sigma)
struct ShellFit {
  Estimate inside;
  Estimate outside;
  Estimate density;
  Estimate position;  ///< middle of the shell
  Estimate thickness;
  Estimate sigma;
  CurveFit curve;

  double inner_edge() const { return position.value - thickness.value / 2; }
  double outer_edge() const { return position.value + thickness.value / 2; }
  /// How far the blurred shell rises above the denser of its two sides; a shell much thinner than its blur
  /// hardly does, however dense it is.
  double visible_rise() const;
};

/// That curve and its derivatives at one position; parameters: inside, outside, position, log of the
/// thickness, log of sigma, density.
CurvePoint shell_curve(const FitVector& parameters, double position);

/// Fits a shell: Treece et al., Med Image Anal 2010;14:276 (cortical bone mapping, density known), and the
/// sclerotic rim of methods A4.2. Below about two sigmas of blur only density times thickness is
/// determined: give the density (or the highest one) there. Unknown when that is missing and the fit
/// collapses, when the profile nowhere rises enough above its ends, when it is flat or too short, or when the
/// fit does not converge.
Measured<ShellFit> fit_shell(const Profile& profile, const ShellKnowledge& known);

}  // namespace osteosign
