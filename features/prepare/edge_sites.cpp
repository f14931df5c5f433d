#include "features/prepare/edge_sites.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>

#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double outside_lowest_hu = -150,
                 outside_highest_hu = 150;  // fat and muscle, no air, no contrast medium
constexpr double outward_mm = 3;
constexpr double beyond_cortex_mm =
    2;  // so that the inner side of thin cortex is seen and not taken for blur
constexpr double half_breadth_mm = 1.5;
constexpr double least_clearance_mm = 1.4;

struct Voxel {
  int x, y, z;
};

double hu_at(const CtVolume& ct, const Voxel& v) { return ct.hounsfield[ct.grid.index(v.x, v.y, v.z)]; }

/// Gradient in HU/mm: planes fitted to 5x5 voxels (x, y), and the difference of the means of 3x3 voxels of
/// the next slices (z).
Eigen::Vector3d gradient(const CtVolume& ct, const Voxel& v) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (int dy = -2; dy <= 2; ++dy)
    for (int dx = -2; dx <= 2; ++dx) {
      const double hu = hu_at(ct, {v.x + dx, v.y + dy, v.z});
      sum.x() += dx * hu / 50;  // sum of squared offsets
      sum.y() += dy * hu / 50;
    }
  for (int dy = -1; dy <= 1; ++dy)
    for (int dx = -1; dx <= 1; ++dx)
      sum.z() += (hu_at(ct, {v.x + dx, v.y + dy, v.z + 1}) - hu_at(ct, {v.x + dx, v.y + dy, v.z - 1})) / 18;
  return sum.cwiseQuotient(ct.grid.spacing_mm);
}

/// A voxel darker than half of thick cortex beside one that is brighter.
bool crosses(const CtVolume& ct, const Voxel& v, double half_height_hu) {
  if (hu_at(ct, v) >= half_height_hu) return false;
  const auto [x, y, z] = v;
  const std::array<Voxel, 6> beside{
      {{x - 1, y, z}, {x + 1, y, z}, {x, y - 1, z}, {x, y + 1, z}, {x, y, z - 1}, {x, y, z + 1}}};
  return std::ranges::any_of(beside, [&](const Voxel& other) { return hu_at(ct, other) >= half_height_hu; });
}

/// Soft tissue outside, thick cortex inside, on the line through the edge along its normal.
bool is_thick_cortex(const CtVolume& ct, const Voxel& edge, const Eigen::Vector3d& normal,
                     const ImageQualityParameters& parameters) {
  const Eigen::Vector3d spacing = ct.grid.spacing_mm;
  const double clearance_mm = std::max(least_clearance_mm, 2 * normal.cwiseAbs().dot(spacing));
  for (double d = -outward_mm - 0.5; d <= parameters.thick_cortex_mm + 0.01; d += 0.5) {
    const Measured<double> hu =
        hounsfield_at(ct, Eigen::Vector3d(edge.x, edge.y, edge.z) + (d * normal).cwiseQuotient(spacing));
    if (!hu.known()) return false;
    if (d <= -clearance_mm && (hu.value() < outside_lowest_hu || hu.value() > outside_highest_hu))
      return false;
    if (d >= std::min(clearance_mm, parameters.thick_cortex_mm - 0.5) &&
        hu.value() < parameters.thick_cortex_hu)
      return false;
  }
  return true;
}

/// The plane of an edge: one direction that lies in the slice, one that leaves it.
EdgeSite empty_site(const Eigen::Vector3d& place_mm, const Eigen::Vector3d& normal) {
  const Eigen::Vector3d in_slice(normal.y(), -normal.x(), 0);
  const Eigen::Vector3d first =
      in_slice.norm() > 1e-6 ? in_slice.normalized() : Eigen::Vector3d::UnitX().eval();
  return {place_mm, normal, first, normal.cross(first), {}};
}

EdgeSite site_around(const CtVolume& ct, const Voxel& edge, const Eigen::Vector3d& normal,
                     double deepest_mm) {
  const Eigen::Vector3d& spacing = ct.grid.spacing_mm;
  EdgeSite site = empty_site(Eigen::Vector3d(edge.x, edge.y, edge.z).cwiseProduct(spacing), normal);
  // At least the next voxel to either side, or the tilt of the edge in that direction could not be told.
  const auto breadth_mm = [&](const Eigen::Vector3d& direction) {
    return std::max(half_breadth_mm, 1.05 * direction.cwiseAbs().dot(spacing));
  };
  const Eigen::Vector2d breadth(breadth_mm(site.first_across), breadth_mm(site.second_across));
  const double reach_mm = std::hypot(std::max(deepest_mm, outward_mm), breadth.maxCoeff());
  const Eigen::Vector3i reach = (Eigen::Vector3d::Constant(reach_mm).cwiseQuotient(spacing)).cast<int>();
  for (int dz = -reach.z(); dz <= reach.z(); ++dz)
    for (int dy = -reach.y(); dy <= reach.y(); ++dy)
      for (int dx = -reach.x(); dx <= reach.x(); ++dx) {
        if (!ct.grid.contains(edge.x + dx, edge.y + dy, edge.z + dz)) continue;
        const Eigen::Vector3d away = Eigen::Vector3d(dx, dy, dz).cwiseProduct(spacing);
        const double along = away.dot(normal);
        if (along < -outward_mm || along > deepest_mm) continue;
        const Eigen::Vector2d across(away.dot(site.first_across), away.dot(site.second_across));
        if (across.cwiseQuotient(breadth).norm() > 1) continue;
        site.samples.push_back({along, across, hu_at(ct, {edge.x + dx, edge.y + dy, edge.z + dz})});
      }
  return site;
}

struct Place {
  Voxel voxel;
  Eigen::Vector3d normal;
};

std::vector<Place> places(const CtVolume& ct, int z, const EdgeTilt& tilt,
                          const ImageQualityParameters& parameters) {
  std::vector<Place> found;
  if (z < 1 || z + 1 >= ct.grid.size[2]) return found;
  for (int y = 2; y < ct.grid.size[1] - 2; ++y)
    for (int x = 2; x < ct.grid.size[0] - 2; ++x) {
      if (!crosses(ct, {x, y, z}, parameters.thick_cortex_hu / 2)) continue;
      const Eigen::Vector3d rise = gradient(ct, {x, y, z});
      if (!(rise.norm() > 0)) continue;
      const Eigen::Vector3d normal = rise.normalized();
      const double along_z = normal.z() * normal.z();
      if (along_z < tilt.lowest || along_z > tilt.highest) continue;
      if (is_thick_cortex(ct, {x, y, z}, normal, parameters)) found.push_back({{x, y, z}, normal});
    }
  return found;
}

}  // namespace

std::vector<EdgeSite> thick_cortex_edges(const CtVolume& ct, int z, const EdgeTilt& tilt,
                                         std::size_t most_sites, const ImageQualityParameters& parameters) {
  const std::vector<Place> found = places(ct, z, tilt, parameters);
  const std::size_t every = std::max<std::size_t>(1, (found.size() + most_sites - 1) / most_sites);
  std::vector<EdgeSite> sites;
  for (std::size_t i = 0; i < found.size(); i += every)
    sites.push_back(
        site_around(ct, found[i].voxel, found[i].normal, parameters.thick_cortex_mm + beyond_cortex_mm));
  return sites;
}

}  // namespace osteosign
