#include "features/vertebra/smooth_curve.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

Eigen::MatrixXd penalty(Eigen::Index size, const SmoothCurveParameters& parameters) {
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(size, size);
  for (Eigen::Index i = 0; i + 1 < size; ++i) {
    Eigen::VectorXd difference = Eigen::VectorXd::Zero(size);
    difference[i] = -1;
    difference[i + 1] = 1;
    sum += parameters.curve_tension * difference * difference.transpose();
  }
  for (Eigen::Index i = 0; i + 2 < size; ++i) {
    Eigen::VectorXd difference = Eigen::VectorXd::Zero(size);
    difference[i] = 1;
    difference[i + 1] = -2;
    difference[i + 2] = 1;
    sum += parameters.curve_stiffness * difference * difference.transpose();
  }
  return sum;
}

}  // namespace

Measured<std::vector<double>> smooth_curve(const std::vector<std::optional<double>>& values,
                                           const SmoothCurveParameters& parameters) {
  constexpr int rounds = 30;
  const auto known = std::count_if(values.begin(), values.end(), [](const auto& v) { return v.has_value(); });
  if (known < 2) return Unknown{"fewer than two levels are known"};
  const auto size = static_cast<Eigen::Index>(values.size());
  const Eigen::MatrixXd roughness = penalty(size, parameters);
  Eigen::VectorXd weights(size);
  Eigen::VectorXd targets(size);
  for (Eigen::Index i = 0; i < size; ++i) {
    const auto& value = values[static_cast<std::size_t>(i)];
    weights[i] = value ? 1 : 0;
    targets[i] = value.value_or(0);
  }
  Eigen::VectorXd curve;
  Eigen::VectorXd pulls = weights;
  for (int round = 0; round < rounds; ++round) {
    const Eigen::MatrixXd system = roughness + Eigen::MatrixXd(pulls.asDiagonal());
    curve = system.ldlt().solve(pulls.cwiseProduct(targets));
    for (Eigen::Index i = 0; i < size; ++i) {
      const double off = std::abs(targets[i] - curve[i]);
      pulls[i] = weights[i] * (off > parameters.curve_pull_deg ? parameters.curve_pull_deg / off : 1);
    }
  }
  return std::vector<double>(curve.data(), curve.data() + size);
}

}  // namespace osteosign
