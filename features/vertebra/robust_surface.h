#pragma once
#include <Eigen/Core>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// A height over a point of a plane.
struct SurfacePoint {
  Eigen::Vector2d place_mm;
  double height_mm;
};

/// h = c0 + c1 u + c2 v, and for a curved surface + c3 u^2 + c4 u v + c5 v^2, with u and v in cm.
struct SmoothSurface {
  Eigen::Matrix<double, 6, 1> coefficients = Eigen::Matrix<double, 6, 1>::Zero();
  double height_mm(const Eigen::Vector2d& place_mm) const;
  Eigen::Vector2d slope(const Eigen::Vector2d& place_mm) const;  ///< dh/du, dh/dv
  Eigen::Vector2d bend_per_mm() const;                           ///< d2h/du2, d2h/dv2
};

enum class SurfaceShape { plane, paraboloid };

/// Least squares with Tukey's biweight (an M-estimator, methods A2.2), reweighted from the ordinary fit until
/// it stands: points farther off than 4.685 spreads do not count. The spread is 1.4826 MAD, at least
/// `least_spread_mm`. Unknown with fewer than twice as many points as coefficients.
Measured<SmoothSurface> fit_robust_surface(const std::vector<SurfacePoint>& points, SurfaceShape shape,
                                           double least_spread_mm);

}  // namespace osteosign
