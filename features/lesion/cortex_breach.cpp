#include "features/lesion/cortex_breach.h"

#include <fmt/format.h>

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "features/find/seed_region.h"
#include "features/shape/near_points.h"

namespace osteosign {
namespace {

constexpr double border_in_blurs = 3.5;
constexpr double rim_mm = 2;
constexpr std::size_t rim_sectors = 6;
constexpr double slab_mm = 2;
constexpr double deepest_rim_mm = 2;  // half of how far from the surface cortex is looked for

CortexBefore before(const CortexRays& rays, const CortexPlace& place, const ReferenceCortex& reference) {
  return reference.before(rays.surface().points.positions_mm[place.point]);
}

std::vector<bool> places_without_cortex(const CortexRays& rays, const CortexBeside& cortex,
                                        const ReferenceCortex& reference,
                                        const CortexParameters& parameters) {
  std::vector<bool> missing(cortex.places.size(), false);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const Measured<CortexProfile>& seen = cortex.places[i].seen;
    const double whole = before(rays, cortex.places[i], reference).mass_mm;
    const double limit =
        std::max(parameters.cortex_breach_mass_mm, parameters.cortex_breach_mass_ratio * whole);
    missing[i] = seen.known() && seen.value().mass_mm.value + seen.value().mass_mm.sd < limit &&
                 seen.value().surface_hu < parameters.cortex_breach_hu && !seen.value().dense_elsewhere;
  }
  return missing;
}

/// Joined places without cortex; only patches that reach the cortex beside the lesion.
std::vector<std::vector<std::size_t>> patches_of(const CortexBeside& cortex,
                                                 const std::vector<bool>& chosen) {
  std::vector<std::vector<std::size_t>> patches;
  std::vector<bool> seen(chosen.size(), false);
  for (std::size_t start = 0; start < chosen.size(); ++start) {
    if (!chosen[start] || seen[start]) continue;
    std::vector<std::size_t> patch{start};
    seen[start] = true;
    bool beside = false;
    for (std::size_t next = 0; next < patch.size(); ++next) {
      beside = beside || cortex.places[patch[next]].beside;
      for (const int neighbour : cortex.neighbours[patch[next]]) {
        const auto other = static_cast<std::size_t>(neighbour);
        if (!chosen[other] || seen[other]) continue;
        seen[other] = true;
        patch.push_back(other);
      }
    }
    if (beside) patches.push_back(std::move(patch));
  }
  return patches;
}

/// A place in or beside a hole, with the part of its cortex that is missing.
struct MissingPart {
  std::size_t place;
  std::size_t point;
  double area_mm2;
  double part;
  double part_sd;
};

/// A patch without cortex with its blurred border.
struct Hole {
  std::vector<MissingPart> parts;
  bool has_rim;  ///< cortex goes on round it, where the undamaged surface is thought to be

  double area_mm2() const {
    double area = 0;
    for (const MissingPart& part : parts) area += part.part * part.area_mm2;
    return area;
  }
};

/// Where the surface leaves the bone, the cortex round the patch sinks below it before it is lost from sight.
bool shows_cortex(const std::vector<const CortexPlace*>& rim) {
  std::vector<double> edges;
  for (const CortexPlace* place : rim)
    if (place->seen.value().outer_edge_mm) edges.push_back(*place->seen.value().outer_edge_mm);
  return 2 * edges.size() >= rim.size() && !edges.empty() && median_spread(edges).median > -deepest_rim_mm;
}

/// A bridged surface may stray into the bone from one side of a patch: then the cortex is on the others only.
bool shows_cortex_all_round(const CortexSurface& surface, const std::vector<const CortexPlace*>& rim,
                            const std::vector<Eigen::Vector3d>& patch) {
  if (!shows_cortex(rim)) return false;
  if (surface.tube) return true;
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

Hole hole_of(const CortexRays& rays, const CortexBeside& cortex, const std::vector<std::size_t>& patch,
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
  const double known = before(rays, cortex.places[patch.front()], reference).mass_mm;
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

/// Widest sum of missing parts over slabs across one direction, along the other.
double widest_mm(const std::vector<MissingPart>& parts, const std::vector<double>& across) {
  std::map<int, double> slabs;
  for (std::size_t i = 0; i < parts.size(); ++i)
    slabs[static_cast<int>(std::lround(across[i] / slab_mm))] += parts[i].part * parts[i].area_mm2 / slab_mm;
  double widest = 0;
  for (const auto& [slab, width] : slabs) widest = std::max(widest, width);
  return widest;
}

void measure_extent(CortexBreach& breach, const CortexSurface& surface,
                    const std::vector<MissingPart>& parts) {
  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  Eigen::Vector3d normal = Eigen::Vector3d::Zero();
  double total = 0;
  for (const MissingPart& part : parts) {
    const double weight = std::max(0.0, part.part) * part.area_mm2;
    middle += weight * surface.points.positions_mm[part.point];
    normal += weight * surface.points.normals[part.point];
    total += weight;
  }
  middle /= total;
  const Eigen::Vector3d round = surface.axis.cross(normal).normalized();
  std::vector<double> along, around;
  for (const MissingPart& part : parts) {
    const Eigen::Vector3d offset = surface.points.positions_mm[part.point] - middle;
    along.push_back(surface.axis.dot(offset));
    if (!surface.tube) {
      around.push_back(round.dot(offset));
      continue;
    }
    const Eigen::Vector3d p = surface.tube->in_frame(surface.points.positions_mm[part.point]);
    const Eigen::Vector3d m = surface.tube->in_frame(middle);
    const double turn = std::atan2(m.x() * p.y() - m.y() * p.x(), m.x() * p.x() + m.y() * p.y());
    around.push_back(turn * p.head<2>().norm());
  }
  const double sd_mm = slab_mm / 2;
  const char* axis = surface.tube ? "axis of the bone" : "normal of the slices";
  breach.arc = Quantity{widest_mm(parts, along), Unit::mm, sd_mm, fmt::format("across the {}", axis)};
  breach.length = Quantity{widest_mm(parts, around), Unit::mm, sd_mm, fmt::format("along the {}", axis)};
  breach.middle_in_patient_mm = middle;
}

/// FWHM ellipse of the blur on the surface, averaged over directions.
double point_spread_area_mm2(double blur_mm) { return 4.36 * blur_mm * blur_mm; }

double tangential_blur_mm(const CortexRays& rays, std::size_t point) {
  const Eigen::Vector3d normal = rays.surface().points.normals[point];
  const Eigen::Vector3d u = normal.unitOrthogonal();
  const Measured<double> a = rays.blur_along_mm(u);
  const Measured<double> b = rays.blur_along_mm(normal.cross(u));
  if (!a.known() || !b.known()) return 0;
  return std::sqrt(a.value() * b.value());
}

void set_all(CortexBreach& breach, const MeasuredQuantity& area, const MeasuredQuantity& extent) {
  breach.area = area;
  breach.arc = breach.length = extent;
}

}  // namespace

CortexBreach find_breach(const CortexRays& rays, const CortexBeside& cortex, const ReferenceCortex& reference,
                         const CortexParameters& parameters) {
  CortexBreach breach;
  breach.missing.assign(cortex.places.size(), false);
  breach.near_hole = breach.missing;
  const auto looked_at =
      std::count_if(cortex.places.begin(), cortex.places.end(),
                    [](const CortexPlace& place) { return place.beside && place.seen.known(); });
  if (looked_at == 0) {
    set_all(breach, Unknown{"no place of the cortex beside the lesion could be looked at"},
            Unknown{"no place of the cortex beside the lesion could be looked at"});
    return breach;
  }
  const std::vector<bool> missing = places_without_cortex(rays, cortex, reference, parameters);
  double largest = 0, off_the_surface = 0;
  std::vector<MissingPart> largest_parts;
  for (const std::vector<std::size_t>& patch : patches_of(cortex, missing)) {
    const double blur_mm = tangential_blur_mm(rays, cortex.places[patch.front()].point);
    const double with_pooling = std::hypot(blur_mm, parameters.cortex_pooling_radius_mm / 2);
    Hole hole = hole_of(rays, cortex, patch, border_in_blurs * with_pooling, reference);
    const double area = hole.area_mm2();
    if (area < std::max(parameters.cortex_least_breach_mm2, 2 * point_spread_area_mm2(blur_mm))) continue;
    for (const MissingPart& part : hole.parts) breach.near_hole[part.place] = true;
    if (!hole.has_rim) {
      off_the_surface += area;
      continue;
    }
    for (const std::size_t i : patch) breach.missing[i] = true;
    if (area <= largest) continue;
    largest = area;
    largest_parts = std::move(hole.parts);
  }
  if (largest_parts.empty() && off_the_surface > 0) {
    const Unknown reason{
        fmt::format("over {:.0f} mm2 neither cortex is seen nor the rim of a hole: where the "
                    "undamaged surface was is not known there",
                    off_the_surface)};
    set_all(breach, reason, reason);
    return breach;
  }
  if (largest_parts.empty()) {
    set_all(breach, Quantity{0, Unit::mm2, {}, reference.method}, Unknown{"there is no hole"});
    return breach;
  }
  double variance = 0;
  for (const MissingPart& part : largest_parts) variance += std::pow(part.part_sd * part.area_mm2, 2);
  // Neighbours share their rays.
  constexpr double shared = 3;
  breach.area = Quantity{largest, Unit::mm2, shared * std::sqrt(variance) + 0.05 * largest, reference.method};
  measure_extent(breach, rays.surface(), largest_parts);
  return breach;
}

}  // namespace osteosign
