#include "features/lesion/periosteum_reading.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/profile/pool_profiles.h"

namespace osteosign {
namespace {

constexpr double candidate_above_mm = 0.3;
constexpr double candidate_blurs = 1.6;    // there a blurred edge has fallen to a twentieth
constexpr double pooled_spread_mm = 0.65;  // of places within the pooling radius, along one direction
constexpr double steepest_plate_deg = 50;
constexpr double host_inside_mm = 2.5, host_outside_mm = 0.6;
constexpr double least_host_part = 0.3;
constexpr double least_line_part = 0.3;  // chosen on the development phantoms
constexpr double most_even_part = 0.4;
constexpr double least_spicule_mm = 1.5;
constexpr double surface_sds = 2.5;

double least_hu(const PeriosteumShell& shell, const PeriosteumParameters& parameters, double pooled) {
  return std::max(parameters.periosteum_bone_hu, parameters.periosteum_bone_noises * shell.noise_hu * pooled);
}

/// Outermost mineral on each ray, for itself.
std::vector<double> outermost(const PeriosteumShell& shell, const PeriosteumParameters& parameters) {
  std::vector<double> found(shell.places.size(), 0.0);
  const double least = least_hu(shell, parameters, 1);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Profile& ray = shell.places[i].ray;
    for (std::size_t k = 0; shell.places[i].usable && k < ray.size(); ++k)
      if (ray.values[k] > least) found[i] = ray.position(k);
  }
  return found;
}

std::optional<Profile> pooled_ray(const PeriosteumShell& shell, std::size_t i) {
  std::vector<Profile> rays;
  for (const int other : shell.places[i].near)
    if (shell.places[static_cast<std::size_t>(other)].usable)
      rays.push_back(shell.places[static_cast<std::size_t>(other)].ray);
  const Measured<Profile> mean = pool(rays, 0);
  if (!mean.known()) return std::nullopt;
  return mean.value();
}

bool has_host(const PeriosteumShell& shell, const Profile& ray) {
  double most = 0;
  for (std::size_t i = 0; i < ray.size(); ++i)
    if (const double x = ray.position(i) - shell.surface_mm; x > -host_inside_mm && x < host_outside_mm)
      most = std::max(most, ray.values[i]);
  return most >= least_host_part * shell.compact_hu;
}

/// Lines that stand on the bone.
bool is_lines(const BoneTexture& texture, const ShellPlace& place) {
  return texture.seen && texture.line.dot(place.normal) > 0.4 && texture.line_part > least_line_part &&
         texture.even_part < most_even_part;
}

NewBone kind_of(const PlaceReading& reading, double mineral_mm, double thickened_mm,
                const PeriosteumParameters& parameters) {
  const LayersOnRay& seen = reading.seen;
  const bool upright = reading.texture.seen && mineral_mm > least_spicule_mm &&
                       (reading.lines || reading.texture.plate_deg > parameters.periosteum_spicule_deg);
  if (upright) return NewBone::spicules;
  if (seen.layers.empty() && seen.host_outer_mm <= thickened_mm) return NewBone::none;
  if (seen.layers.size() > 1) return NewBone::several_layers;
  if (seen.may_hide_layers) return NewBone::hidden_layers;
  return seen.layers.empty() ? NewBone::merged : NewBone::one_layer;
}

PlaceReading read_place(const PeriosteumShell& shell, std::size_t i, const BoneTexture& texture,
                        double outermost_mm, const PeriosteumParameters& parameters) {
  const ShellPlace& place = shell.places[i];
  PlaceReading reading;
  reading.texture = texture;
  if (!place.usable || !place.blur_mm.known() ||
      place.blur_mm.value() > parameters.periosteum_largest_blur_mm)
    return reading;
  const std::optional<Profile> ray = pooled_ray(shell, i);
  if (!ray) return reading;
  reading.assessed = true;
  const double blur = place.blur_mm.value();
  const double mineral_mm = outermost_mm - shell.surface_mm - candidate_blurs * blur;
  if (mineral_mm < candidate_above_mm) return reading;
  const double tilt = texture.seen && texture.plate_deg < steepest_plate_deg ? texture.plate_deg : 0;
  const double rays = static_cast<double>(place.near.size());
  RayKnowledge known{shell.compact_hu, blur, shell.noise_hu / std::sqrt(0.5 * rays + 0.5),
                     pooled_spread_mm * std::tan(tilt * std::numbers::pi / 180), shell.surface_mm};
  reading.seen = layers_on_ray(*ray, known, parameters);
  reading.lines = is_lines(texture, place);
  reading.cortex_below = has_host(shell, *ray);
  double thickened = std::max(parameters.periosteum_thickened_mm, surface_sds * shell.surface_sd_mm);
  const bool pushed_out = !reading.cortex_below && !reading.seen.layers.empty();
  reading.top_mm = reading.seen.outer_mm();
  if (pushed_out) reading.seen.layers.erase(reading.seen.layers.begin());
  if (!reading.cortex_below) thickened = reading.seen.host_outer_mm;
  reading.kind = kind_of(reading, mineral_mm, thickened, parameters);
  if (reading.kind == NewBone::none && pushed_out) reading.kind = NewBone::pushed_out;
  if (reading.kind == NewBone::spicules) reading.top_mm = std::max(reading.top_mm, mineral_mm);
  return reading;
}

}  // namespace

std::vector<PlaceReading> read_places(const CtVolume& ct, const PeriosteumShell& shell,
                                      const PeriosteumParameters& parameters) {
  const std::vector<double> single = outermost(shell, parameters);
  const std::vector<BoneTexture> texture = bone_texture(ct, shell, single, parameters);
  std::vector<PlaceReading> readings(shell.places.size());
  tbb::parallel_for(std::size_t{0}, readings.size(), [&](std::size_t i) {
    double top = 0;
    for (const int other : shell.places[i].near) top = std::max(top, single[static_cast<std::size_t>(other)]);
    readings[i] = read_place(shell, i, texture[i], top, parameters);
  });
  return readings;
}

}  // namespace osteosign
