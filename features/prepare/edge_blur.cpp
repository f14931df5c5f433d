#include "features/prepare/edge_blur.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

constexpr int count = 9;
using Vector = Eigen::Matrix<double, count, 1>;
using Matrix = Eigen::Matrix<double, count, count>;

/// Places in the vector of parameters; lengths in mm, sigmas as logarithms.
enum Parameter { outside, step, place, slope_first, slope_second, log_sigma, drop, depth, log_inner_sigma };

struct Point {
  double hu;
  Vector gradient;
};

Point model(const Vector& p, const EdgeSample& sample) {
  const double d = sample.along_mm - p[place] - p[slope_first] * sample.across_mm.x() -
                   p[slope_second] * sample.across_mm.y();
  const double sigma = std::exp(p[log_sigma]);
  const double inner_sigma = std::exp(p[log_inner_sigma]);
  const double z = d / sigma;
  const double inner_z = (d - p[depth]) / inner_sigma;
  const double rise = p[step] * gaussian_density(z) / sigma;
  const double fall = p[drop] * gaussian_density(inner_z) / inner_sigma;
  Point point{p[outside] + p[step] * gaussian_step(z) - p[drop] * gaussian_step(inner_z), {}};
  point.gradient << 1, gaussian_step(z), fall - rise, (fall - rise) * sample.across_mm.x(),
      (fall - rise) * sample.across_mm.y(), -rise * sigma * z, -gaussian_step(inner_z), fall,
      fall * inner_sigma * inner_z;
  return point;
}

struct Fit {
  Vector parameters;
  Matrix normal_matrix;
  Vector right_side;
  double squared_error;
};

Fit at(const Vector& parameters, const EdgeSite& site) {
  Fit fit{parameters, Matrix::Zero(), Vector::Zero(), 0};
  for (const EdgeSample& sample : site.samples) {
    const Point point = model(parameters, sample);
    const double residual = sample.hu - point.hu;
    fit.normal_matrix.noalias() += point.gradient * point.gradient.transpose();
    fit.right_side += point.gradient * residual;
    fit.squared_error += residual * residual;
  }
  return fit;
}

Vector start(const EdgeSite& site) {
  constexpr double start_sigma_mm = 0.6;
  constexpr double start_depth_mm = 4;
  const auto by_hu = [](const EdgeSample& a, const EdgeSample& b) { return a.hu < b.hu; };
  const auto [low, high] = std::minmax_element(site.samples.begin(), site.samples.end(), by_hu);
  Vector parameters;
  parameters << low->hu, high->hu - low->hu, 0, 0, 0, std::log(start_sigma_mm), 0.2 * (high->hu - low->hu),
      start_depth_mm, std::log(start_sigma_mm);
  return parameters;
}

Vector improved(const Fit& fit, double damping) {
  Matrix damped = fit.normal_matrix;
  damped.diagonal() *= 1 + damping;
  damped.diagonal().array() += 1e-9 * fit.normal_matrix.trace();
  Vector next = fit.parameters + damped.ldlt().solve(fit.right_side);
  next[log_sigma] = std::clamp(next[log_sigma], std::log(0.05), std::log(5.0));
  next[log_inner_sigma] = std::clamp(next[log_inner_sigma], next[log_sigma], std::log(5.0));
  next[depth] = std::max(next[depth], 1.0);
  return next;
}

/// Levenberg-Marquardt.
Fit fitted(const EdgeSite& site) {
  Fit best = at(start(site), site);
  double damping = 1e-3;
  for (int iteration = 0; iteration < 40; ++iteration) {
    const Fit next = at(improved(best, damping), site);
    const bool better = next.squared_error < best.squared_error;
    const bool settled = better && best.squared_error - next.squared_error < 1e-3 * best.squared_error;
    damping = better ? damping / 4 : damping * 8;
    if (better) best = next;
    if (settled || damping > 1e8) break;
  }
  return best;
}

}  // namespace

Measured<EdgeBlur> fit_edge_blur(const EdgeSite& site) {
  constexpr double most_unexplained = 0.03;
  constexpr double farthest_mm = 1.5;
  constexpr double least_certain = 0.3;
  const auto samples = static_cast<double>(site.samples.size());
  if (samples < count + 6) return Unknown{"too few voxels across the edge"};
  double sum = 0;
  double sum_of_squares = 0;
  for (const EdgeSample& sample : site.samples) {
    sum += sample.hu;
    sum_of_squares += sample.hu * sample.hu;
  }
  const Fit fit = fitted(site);
  if (fit.squared_error > most_unexplained * (sum_of_squares - sum * sum / samples))
    return Unknown{"the edge is not one blurred step"};
  if (std::abs(fit.parameters[place]) > farthest_mm) return Unknown{"the edge lies elsewhere"};
  Matrix information = fit.normal_matrix;
  information.diagonal().array() += 1e-9 * information.trace();
  const double log_sigma_variance =
      fit.squared_error / (samples - count) * information.ldlt().solve(Vector::Unit(log_sigma))[log_sigma];
  if (!(2 * std::sqrt(log_sigma_variance) < least_certain)) return Unknown{"the blur is not determined"};
  const Eigen::Vector3d normal = site.normal - fit.parameters[slope_first] * site.first_across -
                                 fit.parameters[slope_second] * site.second_across;
  // Distances along the first normal are longer than those across the tilted edge.
  return EdgeBlur{site.place_mm, std::exp(2 * fit.parameters[log_sigma]) / normal.squaredNorm(),
                  normal.z() * normal.z() / normal.squaredNorm()};
}

}  // namespace osteosign
