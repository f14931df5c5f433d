#include "features/lesion/cortex_sites.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/ray_blur.h"
#include "features/find/seed_region.h"
#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr SampledRange ray_range{.inward = 14, .outward = 8, .step = 0.25};
constexpr double metal_hu = 2500;  // methods A1.2
constexpr double usual_thickness_mm = 3;
constexpr std::size_t most_reference_places = 800;
constexpr std::size_t fewest_reference_places = 20;
constexpr std::size_t nearest_reference_places = 40;
constexpr double farthest_reference_mm = 40;
constexpr double reference_kv = 120;
constexpr double change_per_kv = 0.004;  // methods A5.1: 4 % for 10 kV
constexpr double assumed_uncertainty = 0.15;
constexpr double least_uncertainty = 0.02;

std::vector<std::size_t> reference_places(const CortexSurface& surface, const CortexParameters& parameters) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < surface.points.size(); ++i)
    if (!surface.cut_off[i] && surface.lesion_distance_mm[i] >= parameters.cortex_reference_from_mm &&
        surface.lesion_distance_mm[i] <= parameters.cortex_reach_mm)
      places.push_back(i);
  const std::size_t every = places.size() / most_reference_places + 1;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < places.size(); i += every) kept.push_back(places[i]);
  return kept;
}

std::vector<Measured<CortexProfile>> look_at_all(const CortexRays& rays,
                                                 const std::vector<std::size_t>& places,
                                                 const CompactBone& bone,
                                                 const CortexParameters& parameters) {
  std::vector<Measured<CortexProfile>> seen(places.size(), Unknown{"not looked at"});
  tbb::parallel_for(std::size_t{0}, places.size(), [&](std::size_t i) {
    seen[i] = rays.look(places[i], bone, usual_thickness_mm, parameters);
  });
  return seen;
}

CompactBone bone_seen(const std::vector<Measured<CortexProfile>>& seen, const CompactBone& assumed) {
  std::vector<double> densities;
  std::size_t thick = 0;
  for (const Measured<CortexProfile>& one : seen) {
    if (!one.known() || !one.value().may_show_density) continue;
    ++thick;
    if (one.value().own_density_hu) densities.push_back(*one.value().own_density_hu);
  }
  // Where only a few of the fits say that the cortex is thick, they do so by chance.
  if (densities.size() < std::max(fewest_reference_places, thick / 2)) return assumed;
  const std::size_t places = densities.size();
  const MedianSpread found = median_spread(densities);
  return {
      found.median, std::max(found.sd, least_uncertainty * found.median),
      fmt::format("density of compact bone {:.0f} HU from {} places of thick cortex", found.median, places)};
}

}  // namespace

CompactBone assumed_bone(const CtAcquisition& acquisition, const CortexParameters& parameters) {
  const double* kv = acquisition.tube_voltage_kv.if_known();
  const double scale = kv != nullptr ? 1 - change_per_kv * (*kv - reference_kv) : 1;
  const double density = parameters.cortex_assumed_hu * scale;
  return {density, assumed_uncertainty * density,
          fmt::format("density of compact bone assumed ({:.0f} HU, its class{}): too few places beyond the "
                      "lesion show it",
                      density, kv != nullptr ? fmt::format(" at {:.0f} kV", *kv) : ""),
          true};
}

CortexBefore ReferenceCortex::before(const Eigen::Vector3d& point_mm) const {
  if (of_tube) return {thickness_mm, mass_mm.value};
  CortexBefore found{Unknown{fmt::format("fewer than {} places of cortex beyond the lesion within {:.0f} mm",
                                         fewest_reference_places, farthest_reference_mm)},
                     0};
  std::vector<std::pair<double, const ReferencePlace*>> near;
  for (const ReferencePlace& place : places)
    if (const double distance = (place.position_mm - point_mm).norm(); distance <= farthest_reference_mm)
      near.emplace_back(distance, &place);
  std::sort(near.begin(), near.end());
  std::vector<double> masses, thicknesses;
  for (const auto& [distance, place] : near) {
    if (masses.size() < nearest_reference_places) masses.push_back(place->mass_mm);
    if (place->thickness_mm && thicknesses.size() < nearest_reference_places)
      thicknesses.push_back(*place->thickness_mm);
  }
  if (masses.size() >= fewest_reference_places) found.mass_mm = std::max(0.0, median_spread(masses).median);
  if (thicknesses.size() < fewest_reference_places) return found;
  const MedianSpread thickness = median_spread(thicknesses);
  found.thickness_mm = Estimate{thickness.median, thickness.sd};
  return found;
}

CortexRays::CortexRays(const CtVolume& ct, const CortexSurface& surface, const ImageQuality& quality)
    : ct_(&ct), surface_(&surface), quality_(&quality), rays_(surface.points.size()) {
  tbb::parallel_for(std::size_t{0}, rays_.size(), [&](std::size_t i) {
    Measured<Profile> ray =
        sample_ray(ct, surface.points.positions_mm[i], surface.points.normals[i], ray_range);
    if (ray.known()) rays_[i] = ray.value();
  });
}

Measured<double> CortexRays::blur_along_mm(const Eigen::Vector3d& direction) const {
  return ray_blur_mm(ct_->grid, quality_->point_spread, direction);
}

Measured<double> CortexRays::blur_mm(std::size_t point) const {
  return blur_along_mm(surface_->points.normals[point]);
}

Measured<CortexProfile> CortexRays::look(std::size_t point, const CompactBone& bone, double thickness_mm,
                                         const CortexParameters& parameters) const {
  const Measured<double> blur = blur_mm(point);
  if (!blur.known()) return Unknown{"point spread: " + blur.reason()};
  std::vector<Profile> group;
  for (const int neighbour : surface_->points.neighbours[point])
    if (const Profile& ray = rays_[static_cast<std::size_t>(neighbour)]; !ray.values.empty())
      group.push_back(ray);
  if (rays_[point].values.empty() || group.empty()) return Unknown{"the ray is cut off"};
  const Measured<Profile> pooled = pool(group, 0);
  if (!pooled.known()) return pooled.unknown();
  if (*std::max_element(pooled.value().values.begin(), pooled.value().values.end()) > metal_hu)
    return Unknown{"metal on the ray"};
  // Rays 1 mm apart share half of their noise.
  const double noise = known_noise_hu(*quality_) / std::sqrt(0.5 * static_cast<double>(group.size()) + 0.5);
  return look_at_cortex(pooled.value(), {bone.density_hu, blur.value(), noise, thickness_mm, bone.is_assumed},
                        parameters);
}

Measured<ReferenceCortex> reference_cortex(const CortexRays& rays, const CortexParameters& parameters) {
  const std::vector<std::size_t> places = reference_places(rays.surface(), parameters);
  const CompactBone assumed = assumed_bone(rays.ct().acquisition, parameters);
  ReferenceCortex reference{
      bone_seen(look_at_all(rays, places, assumed, parameters), assumed), Unknown{""}, {}, {}, false, {}};
  const std::vector<Measured<CortexProfile>> seen = look_at_all(rays, places, reference.bone, parameters);
  reference.of_tube = rays.surface().tube.has_value();
  std::vector<double> thickness, mass;
  std::string why = "no place of cortex beyond the lesion";
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!seen[i].known()) {
      why = seen[i].reason();
      continue;
    }
    mass.push_back(seen[i].value().mass_mm.value);
    ReferencePlace place{rays.surface().points.positions_mm[places[i]], std::nullopt, mass.back()};
    if (seen[i].value().thickness_mm &&
        rays.blur_mm(places[i]).value() <= parameters.cortex_largest_blur_mm) {
      place.thickness_mm = seen[i].value().thickness_mm->value;
      thickness.push_back(*place.thickness_mm);
    }
    reference.places.push_back(place);
  }
  if (mass.size() < fewest_reference_places)
    return Unknown{fmt::format("only {} places of cortex beyond the lesion: {}", mass.size(), why)};
  const std::size_t thick_places = thickness.size();
  const MedianSpread masses = median_spread(mass);
  reference.mass_mm = {masses.median, masses.sd};
  reference.method = fmt::format("{} places beyond the lesion; {}", thick_places, reference.bone.method);
  if (thick_places < fewest_reference_places) {
    reference.thickness_mm =
        Unknown{fmt::format("thickness could be measured at {} places beyond the lesion only: the blur along "
                            "the rays is too large "
                            "(slices too thick), or they show no cortex",
                            thick_places)};
    return reference;
  }
  const MedianSpread thicknesses = median_spread(thickness);
  reference.thickness_mm = Estimate{thicknesses.median, thicknesses.sd};
  return reference;
}

}  // namespace osteosign
