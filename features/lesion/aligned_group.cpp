#include "features/lesion/aligned_group.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double trimmed_fraction = 0.1;
constexpr Eigen::Index quadratic_terms = 6;

/// The shift that brings a ray closest to the mean, to first order: ray(x + shift) = mean(x).
double shift_to_mean(const Profile& ray, const Profile& mean, double largest_mm) {
  const int begin = std::max(mean.first + 1, ray.first);
  const int end =
      std::min(mean.first + static_cast<int>(mean.size()) - 1, ray.first + static_cast<int>(ray.size()));
  double matched = 0;
  double squared = 0;
  for (int index = begin; index < end; ++index) {
    const auto in_mean = static_cast<std::size_t>(index - mean.first);
    const double slope = (mean.values[in_mean + 1] - mean.values[in_mean - 1]) / (2 * mean.step);
    matched += slope * (mean.values[in_mean] - ray.values[static_cast<std::size_t>(index - ray.first)]);
    squared += slope * slope;
  }
  return squared > 0 ? std::clamp(matched / squared, -largest_mm, largest_mm) : 0;
}

/// Values of the least-squares quadratic surface over the tangent plane of the first point.
Eigen::VectorXd smoothed(const SurfacePoints& surface, const std::vector<std::size_t>& members,
                         const Eigen::VectorXd& shifts) {
  const Eigen::Vector3d u = surface.normals[members.front()].unitOrthogonal();
  const Eigen::Vector3d v = surface.normals[members.front()].cross(u);
  Eigen::MatrixXd terms(shifts.size(), quadratic_terms);
  for (Eigen::Index i = 0; i < shifts.size(); ++i) {
    const Eigen::Vector3d offset =
        surface.positions_mm[members[static_cast<std::size_t>(i)]] - surface.positions_mm[members.front()];
    const double a = u.dot(offset);
    const double b = v.dot(offset);
    terms.row(i) << 1, a, b, a * a, a * b, b * b;
  }
  return terms * terms.colPivHouseholderQr().solve(shifts);
}

}  // namespace

std::vector<Profile> aligned_group(const CtVolume& ct, const SurfacePoints& surface,
                                   const std::vector<std::size_t>& members, const std::vector<Profile>& rays,
                                   double largest_mm) {
  const Measured<Profile> mean = pool(rays, trimmed_fraction);
  const auto count = static_cast<Eigen::Index>(rays.size());
  if (!mean.known() || count <= quadratic_terms) return rays;
  Eigen::VectorXd shifts(count);
  for (Eigen::Index i = 0; i < count; ++i)
    shifts[i] = shift_to_mean(rays[static_cast<std::size_t>(i)], mean.value(), largest_mm);
  shifts = smoothed(surface, members, shifts).cwiseMax(-largest_mm).cwiseMin(largest_mm);
  std::vector<Profile> aligned;
  for (std::size_t i = 0; i < rays.size(); ++i) {
    const Eigen::Vector3d& normal = surface.normals[members[i]];
    const Eigen::Vector3d moved =
        surface.positions_mm[members[i]] + shifts[static_cast<Eigen::Index>(i)] * normal;
    const Profile& ray = rays[i];
    const Measured<Profile> again =
        sample_ray(ct, moved, normal,
                   {.inward = -ray.position(0), .outward = ray.position(ray.size() - 1), .step = ray.step});
    aligned.push_back(again.known() ? again.value() : ray);
  }
  return aligned;
}

}  // namespace osteosign
