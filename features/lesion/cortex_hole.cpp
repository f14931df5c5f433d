#include "features/lesion/cortex_hole.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "features/find/seed_region.h"
#include "features/shape/near_points.h"

namespace osteosign {
namespace {

constexpr double rim_mm = 2;
constexpr double deepest_rim_mm = 2;  // half of how far from the surface cortex is looked for
constexpr std::size_t rim_sectors = 6;

std::vector<double> edges_of(const std::vector<const CortexPlace*>& rim) {
  std::vector<double> edges;
  for (const CortexPlace* place : rim)
    if (place->seen.value().outer_edge_mm) edges.push_back(*place->seen.value().outer_edge_mm);
  return edges;
}

/// Where the surface leaves the bone, the cortex round the patch sinks below it before it is lost from sight.
bool shows_cortex(const std::vector<const CortexPlace*>& rim) {
  std::vector<double> edges = edges_of(rim);
  return 2 * edges.size() >= rim.size() && !edges.empty() && median_spread(edges).median > -deepest_rim_mm;
}

/// Nothing of it is lost from sight: it lies deeper since it is worn down from outside round the hole. Chosen
/// on such a hole in a real femur (109 of 115 places).
bool goes_all_round(const std::vector<const CortexPlace*>& rim) {
  constexpr double nearly_all = 0.9;
  return !rim.empty() &&
         static_cast<double>(edges_of(rim).size()) >= nearly_all * static_cast<double>(rim.size());
}

/// A bridged surface may stray into the bone from one side of a patch: then the cortex is on the others only.
bool shows_cortex_all_round(const CortexSurface& surface, const std::vector<const CortexPlace*>& rim,
                            const std::vector<Eigen::Vector3d>& patch) {
  if (surface.tube) return shows_cortex(rim) || goes_all_round(rim);
  if (!shows_cortex(rim)) return false;
  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  for (const Eigen::Vector3d& point : patch) middle += point / static_cast<double>(patch.size());
  Eigen::Vector3d normal = Eigen::Vector3d::Zero();
  for (const CortexPlace* place : rim) normal += surface.points.normals[place->point];
  const Eigen::Vector3d u = normal.normalized().unitOrthogonal();
  const Eigen::Vector3d v = normal.normalized().cross(u);
  std::array<std::vector<const CortexPlace*>, rim_sectors> sectors;
  for (const CortexPlace* place : rim) {
    const Eigen::Vector3d offset = surface.points.positions_mm[place->point] - middle;
    const double turn = std::atan2(v.dot(offset), u.dot(offset)) / (2 * std::numbers::pi) + 0.5;
    sectors[std::min(rim_sectors - 1, static_cast<std::size_t>(turn * rim_sectors))].push_back(place);
  }
  return std::all_of(sectors.begin(), sectors.end(), shows_cortex);
}

}  // namespace

CortexHole hole_of(const CortexRays& rays, const CortexBeside& cortex, const std::vector<std::size_t>& patch,
                   double border_mm, const ReferenceCortex& reference) {
  const SurfacePoints& points = rays.surface().points;
  std::vector<Eigen::Vector3d> in_patch;
  for (const std::size_t i : patch) in_patch.push_back(points.positions_mm[cortex.places[i].point]);
  const NearPoints near(in_patch, border_mm + rim_mm);
  std::vector<double> distances(cortex.places.size());
  std::vector<const CortexPlace*> rim;
  std::vector<double> rim_masses;
  for (std::size_t i = 0; i < distances.size(); ++i) {
    distances[i] = near.distance_mm(points.positions_mm[cortex.places[i].point]);
    if (!cortex.places[i].seen.known() || distances[i] <= border_mm || distances[i] >= border_mm + rim_mm)
      continue;
    rim.push_back(&cortex.places[i]);
    rim_masses.push_back(cortex.places[i].seen.value().mass_mm.value);
  }
  const double known = reference.before(in_patch.front()).mass_mm;
  const double reference_mm = known > 0 ? known : reference.mass_mm.value;
  const double whole =
      rim.size() < 5 ? reference_mm : std::max(median_spread(rim_masses).median, 0.5 * reference_mm);
  std::vector<MissingPart> parts;
  for (std::size_t i = 0; i < distances.size(); ++i) {
    if (distances[i] > border_mm || !cortex.places[i].seen.known()) continue;
    const Estimate& mass = cortex.places[i].seen.value().mass_mm;
    const std::size_t point = cortex.places[i].point;
    parts.push_back(
        {i, point, points.areas_mm2[point], std::clamp(1 - mass.value / whole, -1.0, 1.0), mass.sd / whole});
  }
  return {std::move(parts), shows_cortex_all_round(rays.surface(), rim, in_patch)};
}

}  // namespace osteosign
