#include "features/shape/tubular_surface.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/Geometry>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

constexpr int rounds = 6;
constexpr double penalty = 1e-2;  // of a second difference, per point of data
constexpr int sectors = 12;
constexpr int fewest_sectors = 10;
constexpr double slab_mm = 5;

/// The four cubic B-splines that are not zero at a place, and the first of them.
struct SplineWeights {
  int first;
  std::array<double, 4> weight;
};

SplineWeights spline_weights(double position_in_knots, int splines) {
  const int last_interval = splines - 4;
  const int interval = std::clamp(static_cast<int>(std::floor(position_in_knots)), 0, last_interval);
  const double t = position_in_knots - interval;
  const double u = 1 - t;
  return {interval,
          {u * u * u / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6,
           t * t * t / 6}};
}

Eigen::VectorXd harmonics_at(double angle, Eigen::Index count) {
  Eigen::VectorXd values(count);
  values[0] = 1;
  for (Eigen::Index k = 1; 2 * k <= count - 1; ++k) {
    values[2 * k - 1] = std::cos(static_cast<double>(k) * angle);
    values[2 * k] = std::sin(static_cast<double>(k) * angle);
  }
  return values;
}

struct Cloud {
  std::vector<Eigen::Vector3d> in_frame;
  std::vector<bool> trusted;
};

/// Axis: the direction that the trusted normals avoid. Unknown when they do not.
Measured<Eigen::Matrix3d> frame_of(const std::vector<Eigen::Vector3d>& normals,
                                   const std::vector<bool>& trusted, double largest_axial_normal) {
  Eigen::Matrix3d spread = Eigen::Matrix3d::Zero();
  double count = 0;
  for (std::size_t i = 0; i < normals.size(); ++i) {
    if (!trusted[i]) continue;
    spread += normals[i] * normals[i].transpose();
    ++count;
  }
  if (count < 100) return Unknown{"less than 100 mm2 of bone surface beyond the lesion"};
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> axes(spread / count);
  const double along = std::sqrt(std::max(0.0, axes.eigenvalues()[0]));
  if (along > largest_axial_normal || axes.eigenvalues()[1] < 0.2)
    return Unknown{fmt::format("the bone is no tube: its normals lean {:.2f} along the axis", along)};
  Eigen::Matrix3d frame;
  frame.col(2) = axes.eigenvectors().col(0);
  if (frame(2, 2) < 0) frame.col(2) = -frame.col(2);
  frame.col(0) = frame.col(2).unitOrthogonal();
  frame.col(1) = frame.col(2).cross(frame.col(0));
  return frame;
}

/// Centre of the circle nearest to the trusted points, seen along the axis (Kasa's least squares).
Eigen::Vector2d circle_centre(const Cloud& cloud) {
  Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
  Eigen::Vector3d right = Eigen::Vector3d::Zero();
  for (std::size_t i = 0; i < cloud.in_frame.size(); ++i) {
    if (!cloud.trusted[i]) continue;
    const Eigen::Vector3d row(cloud.in_frame[i].x(), cloud.in_frame[i].y(), 1);
    normal += row * row.transpose();
    right += row * cloud.in_frame[i].head<2>().squaredNorm();
  }
  return normal.ldlt().solve(right).head<2>() / 2;
}

/// Closed all round by any points in nearly every slab, and by trusted ones over 10 mm at least.
bool closed_all_round(const Cloud& cloud, double first_mm, double last_mm) {
  const int slabs = std::max(1, static_cast<int>((last_mm - first_mm) / slab_mm));
  std::vector<std::array<int, sectors>> any(static_cast<std::size_t>(slabs)), held(any.size());
  for (auto& slab : any) slab.fill(0);
  for (auto& slab : held) slab.fill(0);
  for (std::size_t i = 0; i < cloud.in_frame.size(); ++i) {
    const Eigen::Vector3d& p = cloud.in_frame[i];
    if (p.z() < first_mm || p.z() > last_mm) continue;
    const auto slab = static_cast<std::size_t>(
        std::clamp(static_cast<int>((p.z() - first_mm) / (last_mm - first_mm) * slabs), 0, slabs - 1));
    const double turn = std::atan2(p.y(), p.x()) / (2 * std::numbers::pi) + 0.5;
    const auto sector = static_cast<std::size_t>(std::min(sectors - 1, static_cast<int>(turn * sectors)));
    ++any[slab][sector];
    if (cloud.trusted[i]) ++held[slab][sector];
  }
  const auto closed = [](const std::vector<std::array<int, sectors>>& slabs_of) {
    return std::count_if(slabs_of.begin(), slabs_of.end(), [](const auto& slab) {
      return sectors - std::count(slab.begin(), slab.end(), 0) >= fewest_sectors;
    });
  };
  return static_cast<double>(closed(any)) >= 0.8 * slabs && static_cast<double>(closed(held)) * slab_mm >= 10;
}

/// Solves for the coefficients with the weights given.
Eigen::MatrixXd solve(const TubularSurface& tube, const Cloud& cloud, const std::vector<double>& weights,
                      double bending) {
  const Eigen::Index rows = tube.coefficients.rows();
  const Eigen::Index splines = tube.coefficients.cols();
  const Eigen::Index unknowns = rows * splines;
  Eigen::MatrixXd normal = Eigen::MatrixXd::Zero(unknowns, unknowns);
  Eigen::VectorXd right = Eigen::VectorXd::Zero(unknowns);
  double total = 0;
  for (std::size_t i = 0; i < cloud.in_frame.size(); ++i) {
    if (weights[i] <= 0) continue;
    const Eigen::Vector3d& p = cloud.in_frame[i];
    const SplineWeights spline =
        spline_weights((p.z() - tube.first_mm) / tube.knot_spacing_mm, static_cast<int>(splines));
    const Eigen::VectorXd round = harmonics_at(std::atan2(p.y(), p.x()), rows);
    Eigen::VectorXd local(4 * rows);
    for (Eigen::Index k = 0; k < 4; ++k)
      local.segment(k * rows, rows) = spline.weight[static_cast<std::size_t>(k)] * round;
    const Eigen::Index start = spline.first * rows;
    normal.block(start, start, 4 * rows, 4 * rows) += weights[i] * local * local.transpose();
    right.segment(start, 4 * rows) += weights[i] * p.head<2>().norm() * local;
    total += weights[i];
  }
  const double stiff = penalty * total / static_cast<double>(splines);
  for (Eigen::Index k = 1; k + 1 < splines; ++k)
    for (Eigen::Index row = 0; row < rows; ++row) {
      const std::array<Eigen::Index, 3> at{(k - 1) * rows + row, k * rows + row, (k + 1) * rows + row};
      const std::array<double, 3> difference{1, -2, 1};
      for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = 0; b < 3; ++b) normal(at[a], at[b]) += stiff * difference[a] * difference[b];
    }
  for (Eigen::Index k = 0; k < splines; ++k)
    for (Eigen::Index row = 1; row < rows; ++row) {
      const auto harmonic = static_cast<double>((row + 1) / 2);
      normal(k * rows + row, k * rows + row) +=
          bending * total / static_cast<double>(splines) * std::pow(harmonic, 4);
    }
  normal.diagonal().array() += 1e-9 * total;
  const Eigen::VectorXd solution = normal.ldlt().solve(right);
  return Eigen::Map<const Eigen::MatrixXd>(solution.data(), rows, splines);
}

std::vector<double> residuals_of(const TubularSurface& tube, const Cloud& cloud) {
  std::vector<double> residuals(cloud.in_frame.size());
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    const Eigen::Vector3d& p = cloud.in_frame[i];
    residuals[i] = p.head<2>().norm() - tube.radius_mm(std::atan2(p.y(), p.x()), p.z());
  }
  return residuals;
}

double percentile_80_of_trusted(const std::vector<double>& residuals, const std::vector<bool>& trusted) {
  std::vector<double> sizes;
  for (std::size_t i = 0; i < residuals.size(); ++i)
    if (trusted[i]) sizes.push_back(std::abs(residuals[i]));
  const auto at = sizes.begin() + static_cast<std::ptrdiff_t>(0.8 * static_cast<double>(sizes.size()));
  std::nth_element(sizes.begin(), at, sizes.end());
  return *at;
}

Cloud cloud_in(const TubularSurface& tube, const std::vector<Eigen::Vector3d>& points_mm,
               const std::vector<bool>& trusted) {
  Cloud cloud{{}, trusted};
  for (const Eigen::Vector3d& point : points_mm) cloud.in_frame.push_back(tube.in_frame(point));
  return cloud;
}

}  // namespace

Eigen::Vector3d TubularSurface::in_frame(const Eigen::Vector3d& point) const {
  return frame.transpose() * (point - centre_mm);
}

double TubularSurface::radius_mm(double angle, double along_mm) const {
  const double held = std::clamp(along_mm, first_mm, last_mm);
  const SplineWeights spline =
      spline_weights((held - first_mm) / knot_spacing_mm, static_cast<int>(coefficients.cols()));
  const Eigen::Vector4d weights(spline.weight.data());
  return harmonics_at(angle, coefficients.rows()).dot(coefficients.middleCols(spline.first, 4) * weights);
}

Eigen::Vector3d TubularSurface::point_mm(double angle, double along_mm) const {
  const double radius = radius_mm(angle, along_mm);
  return centre_mm + frame * Eigen::Vector3d(radius * std::cos(angle), radius * std::sin(angle), along_mm);
}

Eigen::Vector3d TubularSurface::normal(double angle, double along_mm) const {
  constexpr double turn = 0.02, step_mm = 0.3;
  const Eigen::Vector3d round = point_mm(angle + turn, along_mm) - point_mm(angle - turn, along_mm);
  const Eigen::Vector3d along = point_mm(angle, along_mm + step_mm) - point_mm(angle, along_mm - step_mm);
  return round.cross(along).normalized();
}

Measured<TubularSurface> fit_tubular_surface(const std::vector<Eigen::Vector3d>& points_mm,
                                             const std::vector<Eigen::Vector3d>& normals,
                                             const std::vector<bool>& trusted,
                                             const TubeStiffness& stiffness) {
  const Measured<Eigen::Matrix3d> frame = frame_of(normals, trusted, stiffness.largest_axial_normal);
  if (!frame.known()) return frame.unknown();
  TubularSurface tube;
  tube.frame = frame.value();
  tube.centre_mm = points_mm.front();
  const Eigen::Vector2d centre = circle_centre(cloud_in(tube, points_mm, trusted));
  tube.centre_mm += tube.frame.leftCols<2>() * centre;
  const Cloud cloud = cloud_in(tube, points_mm, trusted);
  tube.first_mm = 1e9;
  tube.last_mm = -1e9;
  for (std::size_t i = 0; i < trusted.size(); ++i) {
    if (!trusted[i]) continue;
    tube.first_mm = std::min(tube.first_mm, cloud.in_frame[i].z());
    tube.last_mm = std::max(tube.last_mm, cloud.in_frame[i].z());
  }
  if (!closed_all_round(cloud, tube.first_mm, tube.last_mm))
    return Unknown{"the bone is no tube: its surface does not close round an axis"};
  const double length = tube.last_mm - tube.first_mm;
  const int intervals = std::max(1, static_cast<int>(std::lround(length / stiffness.knot_spacing_mm)));
  tube.knot_spacing_mm = length / intervals;
  tube.coefficients = Eigen::MatrixXd::Zero(2 * stiffness.harmonics + 1, intervals + 3);
  std::vector<double> weights(trusted.size());
  for (std::size_t i = 0; i < trusted.size(); ++i) weights[i] = trusted[i] ? 1 : 0;
  std::vector<double> residuals;
  for (int round = 0; round < rounds; ++round) {
    tube.coefficients = solve(tube, cloud, weights, stiffness.bending);
    residuals = residuals_of(tube, cloud);
    for (std::size_t i = 0; i < trusted.size(); ++i)
      if (trusted[i]) weights[i] = std::min(1.0, stiffness.huber_mm / std::max(1e-6, std::abs(residuals[i])));
  }
  tube.residual_mm = percentile_80_of_trusted(residuals, trusted);
  if (tube.residual_mm > stiffness.largest_residual_mm)
    return Unknown{fmt::format("the bone is no tube: {:.1f} mm off it", tube.residual_mm)};
  return tube;
}

}  // namespace osteosign
