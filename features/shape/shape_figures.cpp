#include "features/shape/shape_figures.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/shape/even_directions.h"

namespace osteosign {
namespace {

/// Vertices that are the furthest ones in some direction: the ends of the largest diameter are among them
/// to within the angle between neighbouring directions, which 2000 directions keep below 0.1 % of the length.
std::vector<Eigen::Vector3d> extreme_vertices(const TriangleMesh& mesh) {
  constexpr int directions = 2000;
  std::vector<std::size_t> chosen;
  for (const Eigen::Vector3d& direction : even_directions(directions)) {
    std::size_t furthest = 0;
    double height = -1e300;
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
      const double projection = direction.dot(mesh.vertices[v]);
      if (projection <= height) continue;
      height = projection;
      furthest = v;
    }
    chosen.push_back(furthest);
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  std::vector<Eigen::Vector3d> points;
  for (const std::size_t v : chosen) points.push_back(mesh.vertices[v]);
  return points;
}

}  // namespace

double sphericity(double volume_mm3, double area_mm2) {
  return std::cbrt(36 * std::numbers::pi * volume_mm3 * volume_mm3) / area_mm2;
}

double PrincipalAxes::elongation() const { return minor_mm / major_mm; }
double PrincipalAxes::flatness() const { return least_mm / major_mm; }

PrincipalAxes principal_axes(const std::vector<Eigen::Vector3d>& points_mm) {
  Eigen::Vector3d mean = Eigen::Vector3d::Zero();
  for (const Eigen::Vector3d& p : points_mm) mean += p;
  mean /= static_cast<double>(points_mm.size());
  Eigen::Matrix3d covariance = Eigen::Matrix3d::Zero();
  for (const Eigen::Vector3d& p : points_mm) covariance += (p - mean) * (p - mean).transpose();
  covariance /= static_cast<double>(points_mm.size()) - 1;
  const Eigen::Vector3d lambda = Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(covariance).eigenvalues();
  const auto length = [](double value) { return 4 * std::sqrt(std::max(0.0, value)); };
  return {length(lambda[2]), length(lambda[1]), length(lambda[0])};
}

double largest_diameter_mm(const TriangleMesh& mesh) {
  // Small surfaces are searched whole; large ones among their extreme vertices.
  constexpr std::size_t all_pairs_up_to = 3000;
  const std::vector<Eigen::Vector3d> points =
      mesh.vertices.size() <= all_pairs_up_to ? mesh.vertices : extreme_vertices(mesh);
  double largest = 0;
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = i + 1; j < points.size(); ++j)
      largest = std::max(largest, (points[i] - points[j]).squaredNorm());
  return std::sqrt(largest);
}

}  // namespace osteosign
