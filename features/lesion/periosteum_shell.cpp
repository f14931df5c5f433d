#include "features/lesion/periosteum_shell.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/ray_blur.h"
#include "features/find/seed_region.h"
#include "features/lesion/cortex_sites.h"
#include "features/lesion/periosteum_contact.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double inward_mm = 4;
constexpr double beyond_mm = 1;  // so that a layer at the greatest height is seen whole
constexpr double step_mm = 0.125;
constexpr double metal_hu = 2500;  // methods A1.2
constexpr double around_mm = 3.5;
constexpr double soft_from_mm = 4;
constexpr double lowest_soft_hu = -200, highest_soft_hu = 200;
constexpr double muscle_hu = 50;  // without contrast
constexpr double surface_from_mm = 8;
constexpr double least_host_hu = 300;
constexpr std::size_t fewest_rays = 50;
constexpr double smallest_surface_sd_mm = 0.15;

ShellPlace place_of(const CtVolume& ct, const CortexSurface& surface, std::size_t i,
                    const ImageQuality& quality, const PeriosteumParameters& parameters) {
  ShellPlace place{surface.points.positions_mm[i], surface.points.normals[i],     surface.axis,
                   surface.points.areas_mm2[i],    surface.lesion_distance_mm[i], {}};
  const Eigen::Vector3d along = surface.axis - surface.axis.dot(place.normal) * place.normal;
  if (along.norm() > 0.1) place.along = along.normalized();
  place.blur_mm = ray_blur_mm(ct.grid, quality.point_spread, place.normal);
  const SampledRange range{inward_mm, parameters.periosteum_height_mm + beyond_mm, step_mm};
  const Measured<Profile> ray = sample_ray(ct, place.position_mm, place.normal, range);
  place.usable = ray.known() && !surface.cut_off[i] &&
                 ray.value().size() ==
                     static_cast<std::size_t>(std::lround((range.inward + range.outward) / step_mm)) + 1;
  if (place.usable) place.ray = ray.value();
  if (place.usable && *std::ranges::max_element(place.ray.values) > metal_hu) place.usable = false;
  return place;
}

/// The denser of what is there and muscle: beside fat, muscle is no new bone.
double soft_tissue_hu(const std::vector<ShellPlace>& places) {
  std::vector<double> soft;
  for (const ShellPlace& place : places)
    if (place.usable)
      for (std::size_t i = 0; i < place.ray.size(); i += 8)
        if (place.ray.position(i) > soft_from_mm && place.ray.values[i] > lowest_soft_hu &&
            place.ray.values[i] < highest_soft_hu)
          soft.push_back(place.ray.values[i]);
  return soft.empty() ? muscle_hu : std::max(muscle_hu, median_spread(soft).median);
}

/// Where the bone's outer face lies on the rays beyond the lesion, at half of its density, and how bright the
/// brightest of it is.
struct OuterFace {
  MedianSpread position_mm;
  double compact_hu;
};

std::optional<OuterFace> outer_face(const std::vector<ShellPlace>& places) {
  std::vector<double> faces, peaks;
  for (const ShellPlace& place : places) {
    if (!place.usable || place.lesion_distance_mm < surface_from_mm) continue;
    double peak = 0;
    std::size_t top = 0;
    for (std::size_t i = 0; i < place.ray.size() && place.ray.position(i) < 1; ++i)
      if (place.ray.values[i] > peak) {
        peak = place.ray.values[i];
        top = i;
      }
    if (peak < least_host_hu) continue;
    std::size_t end = top;
    while (end + 1 < place.ray.size() && place.ray.values[end + 1] > peak / 2) ++end;
    faces.push_back(place.ray.position(end) + step_mm / 2);
    peaks.push_back(peak);
  }
  if (faces.size() < fewest_rays / 2) return std::nullopt;
  std::ranges::sort(peaks);
  return OuterFace{median_spread(faces), peaks[peaks.size() * 4 / 5]};
}

void find_near(std::vector<ShellPlace>& places, double pooling_mm) {
  SurfacePoints points;
  for (const ShellPlace& place : places) {
    points.positions_mm.push_back(place.position_mm);
    points.normals.push_back(place.normal);
  }
  find_neighbours(points, pooling_mm);
  for (std::size_t i = 0; i < places.size(); ++i) places[i].near = points.neighbours[i];
  find_neighbours(points, around_mm);
  for (std::size_t i = 0; i < places.size(); ++i) places[i].around = points.neighbours[i];
}

}  // namespace

Measured<PeriosteumShell> periosteum_shell(const CtVolume& ct, const LabelMap& bones,
                                           const CortexSurface& surface, const ImageQuality& quality,
                                           double reach_mm, const PeriosteumParameters& parameters) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < surface.points.size(); ++i)
    if (surface.lesion_distance_mm[i] <= reach_mm) chosen.push_back(i);
  std::vector<std::optional<ShellPlace>> made(chosen.size());
  tbb::parallel_for(std::size_t{0}, chosen.size(),
                    [&](std::size_t i) { made[i] = place_of(ct, surface, chosen[i], quality, parameters); });
  PeriosteumShell shell{{}, 0, 0, known_noise_hu(quality), 0, 0, surface.axis};
  for (std::optional<ShellPlace>& place : made) shell.places.push_back(std::move(*place));
  const auto usable = std::ranges::count_if(shell.places, [](const ShellPlace& p) { return p.usable; });
  if (static_cast<std::size_t>(usable) < fewest_rays)
    return Unknown{"the surface of the bone near the lesion lies outside of the volume or beside metal"};
  shell.soft_hu = soft_tissue_hu(shell.places);
  for (ShellPlace& place : shell.places)
    for (double& value : place.ray.values) value -= shell.soft_hu;
  const std::optional<OuterFace> face = outer_face(shell.places);
  if (!face) return Unknown{"too little of the bone beyond the lesion shows where its surface is"};
  shell.surface_mm = face->position_mm.median;
  shell.surface_sd_mm = std::max(smallest_surface_sd_mm, face->position_mm.sd);
  shell.compact_hu = face->compact_hu;
  find_near(shell.places, 1.5);
  remove_other_bone(shell, bones, parameters);
  remove_loose_mineral(shell, parameters);
  return shell;
}

}  // namespace osteosign
