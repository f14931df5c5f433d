#include "features/prepare/edge_sites.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

constexpr double outside_lowest_hu = -150,
                 outside_highest_hu = 150;  // fat and muscle, no air, no contrast medium
constexpr double profile_reach_mm = 3;
constexpr double profile_half_breadth_mm = 0.8;
constexpr double steepest_tilt = 0.2;  // change along z for a change of 1 across the edge

struct Plane {
  const CtVolume& ct;
  int z;
  double at(int x, int y) const { return ct.hounsfield[ct.grid.index(x, y, z)]; }
  bool holds(double x, double y) const {
    return x >= 0 && y >= 0 && x < ct.grid.size[0] - 1 && y < ct.grid.size[1] - 1;
  }
  double between(const Eigen::Vector2d& p) const {
    const int x = static_cast<int>(p.x());
    const int y = static_cast<int>(p.y());
    const double fx = p.x() - x;
    const double fy = p.y() - y;
    return (1 - fy) * ((1 - fx) * at(x, y) + fx * at(x + 1, y)) +
           fy * ((1 - fx) * at(x, y + 1) + fx * at(x + 1, y + 1));
  }
};

/// Gradient in HU/mm from planes fitted to 5x5 voxels (x, y), and the difference of the next slices (z).
Eigen::Vector3d gradient(const Plane& plane, int x, int y) {
  const ImageGrid& grid = plane.ct.grid;
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (int dy = -2; dy <= 2; ++dy)
    for (int dx = -2; dx <= 2; ++dx) {
      sum.x() += dx * plane.at(x + dx, y + dy);
      sum.y() += dy * plane.at(x + dx, y + dy);
    }
  sum.head<2>() /= 50;  // sum of squared offsets
  if (plane.z > 0 && plane.z + 1 < grid.size[2])
    sum.z() = (Plane{plane.ct, plane.z + 1}.at(x, y) - Plane{plane.ct, plane.z - 1}.at(x, y)) / 2;
  return sum.cwiseQuotient(grid.spacing_mm);
}

/// Soft tissue outside, thick cortex inside, on the line through the edge along its normal.
bool is_thick_cortex(const Plane& plane, const Eigen::Vector2d& edge, const Eigen::Vector2d& normal,
                     const ImageQualityParameters& parameters) {
  const Eigen::Vector2d spacing = plane.ct.grid.spacing_mm.head<2>();
  for (double d = -profile_reach_mm - 0.5; d <= parameters.thick_cortex_mm + 0.01; d += 0.5) {
    const Eigen::Vector2d p = edge + (d * normal).cwiseQuotient(spacing);
    if (!plane.holds(p.x(), p.y())) return false;
    const double hu = plane.between(p);
    if (d <= -1.4 && (hu < outside_lowest_hu || hu > outside_highest_hu)) return false;
    if (d >= 1.4 && hu < parameters.thick_cortex_hu) return false;
  }
  return true;
}

EdgeSite site_around(const Plane& plane, const Eigen::Vector2d& edge, const Eigen::Vector2d& normal,
                     double deepest_mm) {
  const Eigen::Vector2d spacing = plane.ct.grid.spacing_mm.head<2>();
  const Eigen::Vector2i reach = (Eigen::Vector2d::Constant(4.5).cwiseQuotient(spacing)).cast<int>();
  EdgeSite site;
  for (int dy = -reach.y(); dy <= reach.y(); ++dy)
    for (int dx = -reach.x(); dx <= reach.x(); ++dx) {
      const Eigen::Vector2d voxel(std::round(edge.x()) + dx, std::round(edge.y()) + dy);
      if (!plane.holds(voxel.x(), voxel.y())) continue;
      const Eigen::Vector2d away = (voxel - edge).cwiseProduct(spacing);
      const double along = away.dot(normal);
      const double across = std::abs(away.x() * normal.y() - away.y() * normal.x());
      if (across > profile_half_breadth_mm || along < -profile_reach_mm || along > deepest_mm) continue;
      site.push_back({along, plane.at(static_cast<int>(voxel.x()), static_cast<int>(voxel.y()))});
    }
  return site;
}

struct Edge {
  Eigen::Vector4d parameters;  ///< outside HU, step HU, position mm, sigma mm
  double hu(double d) const {
    return parameters[0] + parameters[1] * gaussian_step((d - parameters[2]) / parameters[3]);
  }
  Eigen::Vector4d slope(double d) const {
    const double u = (d - parameters[2]) / parameters[3];
    const double per_mm = parameters[1] * gaussian_density(u) / parameters[3];
    return {1, gaussian_step(u), -per_mm, -per_mm * u};
  }
  double squared_error(const EdgeSite& site) const {
    double sum = 0;
    for (const EdgeSample& sample : site) sum += std::pow(sample.hu - hu(sample.distance_mm), 2);
    return sum;
  }
};

Edge improved(const Edge& edge, const EdgeSite& site, double damping) {
  Eigen::Matrix4d normal_matrix = Eigen::Matrix4d::Zero();
  Eigen::Vector4d right_side = Eigen::Vector4d::Zero();
  for (const EdgeSample& sample : site) {
    const Eigen::Vector4d slope = edge.slope(sample.distance_mm);
    normal_matrix += slope * slope.transpose();
    right_side += slope * (sample.hu - edge.hu(sample.distance_mm));
  }
  normal_matrix.diagonal() *= 1 + damping;
  Edge next{edge.parameters + normal_matrix.ldlt().solve(right_side)};
  next.parameters[3] = std::clamp(next.parameters[3], 0.05, 5.0);
  return next;
}

/// Levenberg-Marquardt.
Edge fitted(const EdgeSite& site) {
  const auto by_hu = [](const EdgeSample& a, const EdgeSample& b) { return a.hu < b.hu; };
  const auto [low, high] = std::minmax_element(site.begin(), site.end(), by_hu);
  Edge edge{{low->hu, high->hu - low->hu, 0, 0.6}};
  double error = edge.squared_error(site);
  double damping = 1e-3;
  for (int iteration = 0; iteration < 30; ++iteration) {
    const Edge next = improved(edge, site, damping);
    const double next_error = next.squared_error(site);
    damping = next_error < error ? damping / 4 : damping * 8;
    if (next_error >= error) continue;
    const bool settled = error - next_error < 1e-6 * error;
    edge = next;
    error = next_error;
    if (settled) break;
  }
  return edge;
}

}  // namespace

std::vector<EdgeSite> thick_cortex_edges(const CtVolume& ct, int z,
                                         const ImageQualityParameters& parameters) {
  const Plane plane{ct, z};
  const double half_height_hu = parameters.thick_cortex_hu / 2;
  std::vector<EdgeSite> sites;
  for (int y = 2; y < ct.grid.size[1] - 2; ++y)
    for (int x = 2; x < ct.grid.size[0] - 2; ++x) {
      if (plane.at(x, y) >= half_height_hu) continue;
      if (std::max({plane.at(x - 1, y), plane.at(x + 1, y), plane.at(x, y - 1), plane.at(x, y + 1)}) <
          half_height_hu)
        continue;
      const Eigen::Vector3d rise = gradient(plane, x, y);
      const double in_plane = rise.head<2>().norm();
      if (in_plane <= 0 || std::abs(rise.z()) > steepest_tilt * in_plane) continue;
      const Eigen::Vector2d normal = rise.head<2>() / in_plane;
      const Eigen::Vector2d edge(x, y);
      if (is_thick_cortex(plane, edge, normal, parameters))
        sites.push_back(site_around(plane, edge, normal, parameters.thick_cortex_mm));
    }
  return sites;
}

Measured<double> fit_edge_sigma_mm(const EdgeSite& site) {
  if (site.size() < 8) return Unknown{"fewer than 8 voxels across the edge"};
  double sum = 0;
  double sum_of_squares = 0;
  for (const EdgeSample& sample : site) {
    sum += sample.hu;
    sum_of_squares += sample.hu * sample.hu;
  }
  const double variance = sum_of_squares - sum * sum / static_cast<double>(site.size());
  const Edge edge = fitted(site);
  if (edge.squared_error(site) > 0.03 * variance) return Unknown{"the edge is not one blurred step"};
  if (std::abs(edge.parameters[2]) > 1.5) return Unknown{"the edge lies elsewhere"};
  return edge.parameters[3];
}

}  // namespace osteosign
