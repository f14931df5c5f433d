#include "features/vertebra/robust_surface.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

using Terms = Eigen::Matrix<double, 6, 1>;

/// Lengths in cm keep the squares near 1.
Terms terms_at(const Eigen::Vector2d& place_mm) {
  const double u = place_mm.x() / 10;
  const double v = place_mm.y() / 10;
  return (Terms() << 1, u, v, u * u, u * v, v * v).finished();
}

Terms weighted_fit(const std::vector<SurfacePoint>& points, const std::vector<double>& weights, int count) {
  Eigen::Matrix<double, 6, 6> normal = Eigen::Matrix<double, 6, 6>::Zero();
  Terms right = Terms::Zero();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Terms terms = terms_at(points[i].place_mm);
    normal += weights[i] * terms * terms.transpose();
    right += weights[i] * points[i].height_mm * terms;
  }
  Terms solution = Terms::Zero();
  solution.head(count) = normal.topLeftCorner(count, count).ldlt().solve(right.head(count));
  return solution;
}

std::vector<double> tukey_weights(const std::vector<SurfacePoint>& points, const Terms& fit,
                                  double least_spread) {
  constexpr double cut_off = 4.685;  // 95 % efficiency with normal errors
  std::vector<double> residuals;
  residuals.reserve(points.size());
  for (const SurfacePoint& point : points)
    residuals.push_back(std::abs(point.height_mm - fit.dot(terms_at(point.place_mm))));
  const double spread = std::max(least_spread, 1.4826 * median(residuals));
  for (double& r : residuals) {
    const double t = r / (cut_off * spread);
    r = t < 1 ? (1 - t * t) * (1 - t * t) : 0;
  }
  return residuals;
}

}  // namespace

double SmoothSurface::height_mm(const Eigen::Vector2d& place_mm) const {
  return coefficients.dot(terms_at(place_mm));
}

Eigen::Vector2d SmoothSurface::bend_per_mm() const {
  return 2 * Eigen::Vector2d(coefficients[3], coefficients[5]) / 100;
}

Eigen::Vector2d SmoothSurface::slope(const Eigen::Vector2d& place_mm) const {
  const double u = place_mm.x() / 10;
  const double v = place_mm.y() / 10;
  const auto& c = coefficients;
  return Eigen::Vector2d(c[1] + 2 * c[3] * u + c[4] * v, c[2] + c[4] * u + 2 * c[5] * v) / 10;
}

Measured<SmoothSurface> fit_robust_surface(const std::vector<SurfacePoint>& points, SurfaceShape shape,
                                           double least_spread_mm) {
  constexpr int rounds = 20;
  const int count = shape == SurfaceShape::plane ? 3 : 6;
  if (points.size() < static_cast<std::size_t>(2 * count))
    return Unknown{"only " + std::to_string(points.size()) + " points of the surface were seen"};
  Terms fit = weighted_fit(points, std::vector<double>(points.size(), 1.0), count);
  for (int round = 0; round < rounds; ++round)
    fit = weighted_fit(points, tukey_weights(points, fit, least_spread_mm), count);
  return SmoothSurface{fit};
}

}  // namespace osteosign
