#pragma once
#include <Eigen/Core>
#include <functional>

#include "features/profile/profile.h"
#include "io/values/measured.h"

namespace osteosign {

/// Parameters of a curve; eight at the most, so that a fit allocates nothing for them.
using FitVector = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, 8, 1>;
using FitMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, 8, 8>;

/// A curve at one position: its value and the derivative by each parameter.
struct CurvePoint {
  double value;
  FitVector gradient;
};
using Curve = std::function<CurvePoint(const FitVector& parameters, double position)>;

/// A value with its standard deviation.
struct Estimate {
  double value;
  double sd;
};

/// A curve fitted to a profile.
struct CurveFit {
  FitVector parameters;
  FitMatrix covariance;    ///< with the correlation of neighbouring samples taken into account
  double residual_sum;     ///< sum of squared residuals
  double r_squared;        ///< share of the profile's variance that the curve explains
  double lag_correlation;  ///< of neighbouring residuals: interpolated samples are not independent
  int samples;

  Estimate estimate(int parameter) const;
  /// Number of independent samples that hold as much information: n (1 - r) / (1 + r), r = lag correlation.
  double effective_samples() const;
  /// Bayesian information criterion for a given number of independent samples; smaller is better.
  double bic(double independent_samples) const;
};

/// Least squares by Levenberg-Marquardt (MINPACK as ported in Eigen; deterministic). Unknown when the profile
/// has fewer samples than parameters plus two, when it is flat, or when the fit does not converge.
Measured<CurveFit> fit_curve(const Profile& profile, const Curve& curve, const FitVector& start);

}  // namespace osteosign
