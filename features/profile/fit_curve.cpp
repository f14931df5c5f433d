#include "features/profile/fit_curve.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <string>
#include <unsupported/Eigen/NonLinearOptimization>

namespace osteosign {
namespace {

/// The residuals and their derivatives in the form that Eigen's port of MINPACK asks for.
struct Residuals {
  using Scalar = double;
  enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;

  const Profile& profile;
  const Curve& curve;
  int parameters;

  int inputs() const { return parameters; }
  int values() const { return static_cast<int>(profile.size()); }
  int operator()(const InputType& x, ValueType& residual) const {
    for (std::size_t i = 0; i < profile.size(); ++i)
      residual[static_cast<int>(i)] = curve(x, profile.position(i)).value - profile.values[i];
    return 0;
  }
  int df(const InputType& x, JacobianType& jacobian) const {
    for (std::size_t i = 0; i < profile.size(); ++i)
      jacobian.row(static_cast<int>(i)) = curve(x, profile.position(i)).gradient.transpose();
    return 0;
  }
};

/// Correlation of neighbouring residuals; those of a smoothly interpolated image are far from independent.
double correlation_of_neighbours(const Eigen::VectorXd& residual) {
  const double sum = residual.squaredNorm();
  if (sum <= 0) return 0;
  const auto n = residual.size();
  const double product = residual.head(n - 1).dot(residual.tail(n - 1));
  return std::clamp(product / sum, 0.0, 0.95);
}

double sum_about_mean(const std::vector<double>& values) {
  const Eigen::Map<const Eigen::VectorXd> y(values.data(), static_cast<Eigen::Index>(values.size()));
  return (y.array() - y.mean()).square().sum();
}

}  // namespace

Estimate CurveFit::estimate(int parameter) const {
  return {parameters[parameter], std::sqrt(std::max(0.0, covariance(parameter, parameter)))};
}

double CurveFit::effective_samples() const { return samples * (1 - lag_correlation) / (1 + lag_correlation); }

double CurveFit::bic(double independent_samples) const {
  // A floor for the mean residual keeps noise-free profiles comparable.
  const double mean_square = std::max(residual_sum / samples, 1e-12);
  return independent_samples * std::log(mean_square) +
         static_cast<double>(parameters.size()) * std::log(independent_samples);
}

Measured<CurveFit> fit_curve(const Profile& profile, const Curve& curve, const FitVector& start) {
  const int count = static_cast<int>(profile.size());
  const int parameters = static_cast<int>(start.size());
  if (count < parameters + 2)
    return Unknown{"the profile has " + std::to_string(count) + " samples, the curve needs " +
                   std::to_string(parameters + 2)};
  const double total = sum_about_mean(profile.values);
  if (total <= 1e-9 * count) return Unknown{"the profile is flat"};

  Residuals residuals{profile, curve, parameters};
  Eigen::LevenbergMarquardt<Residuals> solver(residuals);
  solver.parameters.maxfev = 200;
  solver.parameters.ftol = 1e-9;
  solver.parameters.xtol = 1e-7;
  Eigen::VectorXd x = start;
  solver.minimize(x);
  Eigen::VectorXd residual(count);
  Eigen::MatrixXd jacobian(count, parameters);
  residuals(x, residual);
  residuals.df(x, jacobian);
  if (!x.allFinite() || !residual.allFinite() || !jacobian.allFinite())
    return Unknown{"the fit did not converge"};

  CurveFit fit;
  fit.parameters = x;
  fit.residual_sum = residual.squaredNorm();
  fit.r_squared = 1 - fit.residual_sum / total;
  fit.lag_correlation = correlation_of_neighbours(residual);
  fit.samples = count;
  const double variance = fit.residual_sum / (count - parameters) * count / fit.effective_samples();
  const Eigen::MatrixXd normal = jacobian.transpose() * jacobian;
  fit.covariance = variance * normal.completeOrthogonalDecomposition().pseudoInverse();
  return fit;
}

}  // namespace osteosign
