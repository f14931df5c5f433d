#include "sample_data/phantom/solids.h"

#include <algorithm>
#include <cmath>

#include "sample_data/phantom/random_numbers.h"

namespace osteosign::phantom {

namespace {
Eigen::Vector3d semi_axes_mm(const LesionBody& lesion) {
  return {lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm};
}

Eigen::Vector3d from_centre_mm(const LesionBody& lesion, const Eigen::Vector3d& point_mm) {
  return point_mm - Eigen::Vector3d(lesion.x_mm, lesion.y_mm, lesion.z_mm);
}

/// Evenly distributed in [-1, 1).
double lattice_value(const Eigen::Vector3i& node) {
  const auto part = [](int n) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(n)); };
  const std::uint64_t bits = mix_bits(mix_bits(part(node.x()) | part(node.y()) << 32) + part(node.z()));
  return static_cast<double>(bits >> 11) * 0x1.0p-52 - 1;
}
}  // namespace

double ellipsoid_distance_mm(const Eigen::Vector3d& point_mm, const Eigen::Vector3d& axes_mm) {
  const double k0 = point_mm.cwiseQuotient(axes_mm).norm();
  const double k1 = point_mm.cwiseQuotient(axes_mm.cwiseProduct(axes_mm)).norm();
  return k1 > 0 ? k0 * (k0 - 1) / k1 : -axes_mm.minCoeff();
}

double elliptic_cylinder_distance_mm(const Eigen::Vector3d& point_mm, double semi_axis_x_mm,
                                     double semi_axis_y_mm) {
  const double x = point_mm.x() / semi_axis_x_mm;
  const double y = point_mm.y() / semi_axis_y_mm;
  const double k0 = std::hypot(x, y);
  const double k1 = std::hypot(x / semi_axis_x_mm, y / semi_axis_y_mm);
  return k1 > 0 ? k0 * (k0 - 1) / k1 : -std::min(semi_axis_x_mm, semi_axis_y_mm);
}

double segment_distance_mm(const Eigen::Vector3d& point_mm, const Eigen::Vector3d& from_mm,
                           const Eigen::Vector3d& to_mm) {
  const Eigen::Vector3d axis = to_mm - from_mm;
  const Eigen::Vector3d offset = point_mm - from_mm;
  const double t = std::clamp(offset.dot(axis) / axis.squaredNorm(), 0.0, 1.0);
  return (offset - t * axis).norm();
}

double lesion_distance_mm(const LesionBody& lesion, const Eigen::Vector3d& point_mm) {
  return ellipsoid_distance_mm(from_centre_mm(lesion, point_mm), semi_axes_mm(lesion));
}

double core_distance_mm(const LesionBody& lesion, const Eigen::Vector3d& point_mm) {
  return ellipsoid_distance_mm(from_centre_mm(lesion, point_mm), lesion.core_scale * semi_axes_mm(lesion));
}

double rim_distance_mm(const LesionBody& lesion, const Eigen::Vector3d& point_mm) {
  const double outside_mm = lesion_distance_mm(lesion, point_mm) - lesion.rim_mm;
  if (lesion.rim_completeness >= 1) return outside_mm;
  const Eigen::Vector3d from_centre = from_centre_mm(lesion, point_mm);
  const double r = from_centre.norm();
  if (r <= 0) return outside_mm;
  const double polar_angle = std::acos(std::clamp(from_centre.z() / r, -1.0, 1.0));
  const double sector_angle =
      std::acos(1 - 2 * lesion.rim_completeness);  // Archimedes: part of a sphere's area
  return std::max(outside_mm, r * (polar_angle - sector_angle));
}

double trabecular_texture(const Eigen::Vector3d& point_mm, double size_mm) {
  const Eigen::Vector3d scaled(point_mm.x() / size_mm, point_mm.y() / size_mm, point_mm.z() / (2 * size_mm));
  const Eigen::Vector3d floor = scaled.array().floor();
  const Eigen::Vector3i node = floor.cast<int>();
  const Eigen::Vector3d t = scaled - floor;
  double sum = 0;
  double squares = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3i step(corner & 1, (corner >> 1) & 1, corner >> 2);
    double weight = 1;
    for (int axis = 0; axis < 3; ++axis) weight *= step[axis] == 1 ? t[axis] : 1 - t[axis];
    sum += weight * lattice_value(node + step);
    squares += weight * weight;
  }
  return sum / std::sqrt(squares / 3);  // an even distribution on [-1, 1] has the variance 1/3
}

}  // namespace osteosign::phantom
