#include "features/lesion/cortex_breach.h"

#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <map>

#include "features/lesion/cortex_hole.h"

namespace osteosign {
namespace {

constexpr double border_in_blurs = 3.5;
constexpr double slab_mm = 2;
constexpr double least_sheet_mm = 0.15;

/// A sheet of a fifth of a millimetre is still a sheet.
bool shows_thin_cortex(const CortexProfile& seen) {
  return seen.thickness_mm && seen.thickness_mm->value - 2 * seen.thickness_mm->sd > least_sheet_mm;
}

std::vector<bool> places_without_cortex(const CortexBeside& cortex, const CortexParameters& parameters) {
  std::vector<bool> missing(cortex.places.size(), false);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const Measured<CortexProfile>& seen = cortex.places[i].seen;
    const double whole = cortex.places[i].before.mass_mm;
    const double limit =
        std::max(parameters.cortex_breach_mass_mm, parameters.cortex_breach_mass_ratio * whole);
    missing[i] = seen.known() && seen.value().mass_mm.value + seen.value().mass_mm.sd < limit &&
                 seen.value().surface_hu < parameters.cortex_breach_hu && !seen.value().dense_elsewhere &&
                 !shows_thin_cortex(seen.value());
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
  const std::vector<bool> missing = places_without_cortex(cortex, parameters);
  double largest = 0, off_the_surface = 0;
  std::vector<MissingPart> largest_parts;
  for (const std::vector<std::size_t>& patch : patches_of(cortex, missing)) {
    const double blur_mm = tangential_blur_mm(rays, cortex.places[patch.front()].point);
    const double with_pooling = std::hypot(blur_mm, parameters.cortex_pooling_radius_mm / 2);
    CortexHole hole = hole_of(rays, cortex, patch, border_in_blurs * with_pooling, reference);
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
