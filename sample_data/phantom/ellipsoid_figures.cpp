#include "sample_data/phantom/ellipsoid_figures.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace osteosign::phantom {

double ellipsoid_area_mm2(const Eigen::Vector3d& semi_axes_mm) {
  std::array<double, 3> sorted{semi_axes_mm.x(), semi_axes_mm.y(), semi_axes_mm.z()};
  std::sort(sorted.begin(), sorted.end());
  const auto [c, b, a] = sorted;
  if (a - c < 1e-9 * a) return 4 * std::numbers::pi * a * a;
  const double phi = std::acos(c / a);
  const double k = std::sqrt(a * a * (b * b - c * c) / (b * b * (a * a - c * c)));
  const double sine = std::sin(phi);
  const double e = std::ellint_2(std::min(k, 1.0), phi) * sine * sine;
  const double f = std::ellint_1(std::min(k, 1.0), phi) * (c / a) * (c / a);
  return 2 * std::numbers::pi * (c * c + a * b / sine * (e + f));
}

CutDiameters largest_cut(const Eigen::Matrix3d& axes, const Eigen::Vector3d& semi_axes_mm,
                         const Eigen::Vector3d& first_in_plane, const Eigen::Vector3d& second_in_plane) {
  const Eigen::Vector3d inverse_squares = semi_axes_mm.cwiseProduct(semi_axes_mm).cwiseInverse();
  const Eigen::Matrix3d form = axes * inverse_squares.asDiagonal() * axes.transpose();
  Eigen::Matrix<double, 3, 2> plane;
  plane << first_in_plane, second_in_plane;
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> solver(plane.transpose() * form * plane);
  return {2 / std::sqrt(solver.eigenvalues()[0]), 2 / std::sqrt(solver.eigenvalues()[1])};
}

}  // namespace osteosign::phantom
