#include "features/lesion/periosteum_layers.h"

#include <algorithm>
#include <cmath>

#include "features/lesion/sharpen_profile.h"

namespace osteosign {
namespace {

constexpr int iterations = 60;           // chosen on the development phantoms
constexpr double sharpened_part = 0.25;  // of the blur's variance that is left after them
constexpr double host_inside_mm = 2;
constexpr double host_outside_mm = 0.6;
constexpr double least_host_part = 0.3;  // of compact bone: less is no cortex
constexpr double least_layer_part =
    0.08;  // a lamella of 0.3 mm of half the density of compact bone, sharpened
constexpr double edge_part = 0.5;
constexpr double foot_part = 0.1;
constexpr double lamella_mm = 0.4;         // methods C1, P6
constexpr double widest_lamella_mm = 1.1;  // chosen on the development phantoms: above, one may be two

struct Ridge {
  std::size_t top;
  std::size_t first;  ///< lowest place before it
};

/// The ridges from `from` on, each told from the one before by a valley.
std::vector<Ridge> ridges_of(const std::vector<double>& d, std::size_t from, double least, double valley) {
  std::vector<Ridge> ridges;
  std::size_t low = from;
  std::size_t top = from;
  bool falling = true;  // outward from the host: a ridge must first be told from it
  for (std::size_t i = from; i < d.size(); ++i) {
    if (falling) {
      if (d[i] < d[low]) low = i;
      if (d[i] >= least && d[low] < (1 - valley) * d[i]) {
        falling = false;
        top = i;
        ridges.push_back({i, low});
      }
      continue;
    }
    if (d[i] > d[top]) top = i;
    ridges.back().top = top;
    if (d[i] < (1 - valley) * d[top]) {
      falling = true;
      low = i;
    }
  }
  return ridges;
}

/// The ridge down to a tenth of its height on either side, no farther than `last`.
BoneLayer layer_of(const Profile& d, const Ridge& ridge, std::size_t last, const RayKnowledge& known) {
  double mass = 0, moment = 0, square = 0;
  double outer = d.position(ridge.top);
  std::size_t begin = ridge.top, end = ridge.top;
  while (begin > ridge.first && d.values[begin - 1] > foot_part * d.values[ridge.top]) --begin;
  while (end < last && d.values[end + 1] > foot_part * d.values[ridge.top]) ++end;
  for (std::size_t i = begin; i <= end; ++i) {
    const double x = d.position(i);
    mass += d.values[i];
    moment += d.values[i] * x;
    square += d.values[i] * x * x;
    if (d.values[i] > edge_part * d.values[ridge.top]) outer = std::max(outer, x);
  }
  const double middle = moment / mass;
  const double blur_left = sharpened_part * known.blur_mm * known.blur_mm;
  const double variance =
      square / mass - middle * middle - blur_left - known.tilt_spread_mm * known.tilt_spread_mm;
  return {middle, outer, std::sqrt(12 * std::max(0.0, variance))};
}

/// Where the bone at the surface ends: at half of its density.
std::size_t host_end(const Profile& d, const RayKnowledge& known) {
  const auto at = [&](double x) {
    const double place = std::round(x / d.step) - d.first;
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(d.size() - 1)));
  };
  const std::size_t outermost = at(known.surface_mm + host_outside_mm);
  std::size_t top = at(known.surface_mm - host_inside_mm);
  for (std::size_t i = top; i <= outermost; ++i)
    if (d.values[i] > d.values[top]) top = i;
  if (d.values[top] < least_host_part * known.compact_hu) return at(known.surface_mm);
  std::size_t end = top;
  while (end + 1 < d.size() && d.values[end + 1] > edge_part * d.values[top]) ++end;
  return end;
}

/// Lower quartile between two places, without the edges' fall.
double low_density(const Profile& d, double from_mm, double to_mm) {
  std::vector<double> values;
  for (std::size_t i = 0; i < d.size(); ++i)
    if (d.position(i) > from_mm && d.position(i) < to_mm) values.push_back(d.values[i]);
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 4];
}

}  // namespace

LayersOnRay layers_on_ray(const Profile& above_soft, const RayKnowledge& known,
                          const PeriosteumParameters& parameters) {
  const Profile d = sharpen_profile(above_soft, known.blur_mm, iterations);
  const std::size_t host = host_end(d, known);
  const double least =
      std::max({parameters.periosteum_bone_hu, parameters.periosteum_bone_noises * known.noise_hu,
                least_layer_part * known.compact_hu});
  std::vector<Ridge> ridges = ridges_of(d.values, host, least, parameters.periosteum_valley_part);
  // Noise makes ridges, too, but none that can be seen before sharpening.
  const double least_seen =
      std::max(parameters.periosteum_bone_hu, parameters.periosteum_bone_noises * known.noise_hu);
  std::erase_if(ridges, [&](const Ridge& ridge) { return above_soft.values[ridge.top] < least_seen; });
  LayersOnRay found;
  // What falls off more slowly than an edge, without a valley, is merged with the bone.
  const std::size_t merged_to = ridges.empty() ? d.size() - 1 : ridges.front().first;
  std::size_t end = host;
  while (end < merged_to && d.values[end] >= std::max(least, 0.2 * known.compact_hu)) ++end;
  found.host_outer_mm = d.position(end) - known.surface_mm;
  found.filled_part = low_density(d, known.surface_mm, d.position(end) - known.blur_mm) / known.compact_hu;
  for (std::size_t i = 0; i < ridges.size(); ++i) {
    const std::size_t last = i + 1 < ridges.size() ? ridges[i + 1].first : d.size() - 1;
    found.layers.push_back(layer_of(d, ridges[i], last, known));
    found.layers.back().middle_mm -= known.surface_mm;
    found.layers.back().outer_mm -= known.surface_mm;
  }
  const double finest_mm = parameters.periosteum_resolved_sigmas * known.blur_mm;
  for (const BoneLayer& layer : found.layers)
    found.may_hide_layers = found.may_hide_layers ||
                            (layer.width_mm > widest_lamella_mm && layer.width_mm - lamella_mm < finest_mm);
  const bool thickened = found.host_outer_mm > parameters.periosteum_thickened_mm;
  if (thickened && found.filled_part < parameters.periosteum_filled_part &&
      parameters.periosteum_finest_spacing_mm < finest_mm)
    found.may_hide_layers = true;
  return found;
}

}  // namespace osteosign
