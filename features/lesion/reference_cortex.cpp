#include "features/lesion/reference_cortex.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/find/seed_region.h"
#include "features/lesion/thin_cortex_density.h"

namespace osteosign {
namespace {

constexpr double usual_thickness_mm = 3;
constexpr std::size_t most_reference_places = 800;
constexpr std::size_t fewest_reference_places = 20;
constexpr std::size_t nearest_reference_places = 40;
constexpr double farthest_reference_mm = 40;
constexpr double beside_line_mm = 6;
constexpr std::size_t most_on_one_side = 20, fewest_on_one_side = 8;
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

/// From the thicker half of the places: the thicker a cortex, the more it tells of its density.
CompactBone thin_bone_seen(const CortexRays& rays, const std::vector<std::size_t>& places,
                           const std::vector<Measured<CortexProfile>>& seen, const CompactBone& assumed) {
  std::vector<double> thicknesses;
  for (const Measured<CortexProfile>& one : seen)
    if (one.known() && one.value().stretch) thicknesses.push_back(one.value().thickness_mm->value);
  if (thicknesses.empty()) return assumed;
  const double median_mm = median_spread(thicknesses).median;
  std::vector<CortexStretch> thicker;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (seen[i].known() && seen[i].value().stretch && seen[i].value().thickness_mm->value >= median_mm)
      thicker.push_back({*seen[i].value().stretch, rays.blur_mm(places[i]).value()});
  const Measured<Estimate> found = density_of_thin_cortex(thicker);
  if (!found.known()) return assumed;
  const Estimate& density = found.value();
  return {density.value, density.sd,
          fmt::format("density of compact bone {:.0f} HU from {} places of cortex together", density.value,
                      thicker.size())};
}

CompactBone bone_seen(const CortexRays& rays, const std::vector<std::size_t>& places,
                      const std::vector<Measured<CortexProfile>>& seen, const CompactBone& assumed) {
  std::vector<double> densities;
  std::size_t thick = 0;
  for (const Measured<CortexProfile>& one : seen) {
    if (!one.known() || !one.value().may_show_density) continue;
    ++thick;
    if (one.value().own_density_hu) densities.push_back(*one.value().own_density_hu);
  }
  // Where only a few of the fits say that the cortex is thick, they do so by chance.
  if (densities.size() < std::max(fewest_reference_places, thick / 2))
    return thin_bone_seen(rays, places, seen, assumed);
  const MedianSpread found = median_spread(densities);
  return {found.median, std::max(found.sd, least_uncertainty * found.median),
          fmt::format("density of compact bone {:.0f} HU from {} places of thick cortex", found.median,
                      densities.size())};
}

/// One value of the nearest places on one side of a place, along a tube.
struct OneSide {
  std::vector<std::pair<double, double>> seen;  ///< distance along the tube, value

  bool is_known() const { return seen.size() >= fewest_on_one_side; }
  void keep_nearest() {
    std::sort(seen.begin(), seen.end());
    if (seen.size() > most_on_one_side) seen.resize(most_on_one_side);
  }
  double distance_mm() const { return seen[seen.size() / 2].first; }
  MedianSpread value() const {
    std::vector<double> values;
    for (const auto& [distance, one] : seen) values.push_back(one);
    return median_spread(values);
  }
};

/// Between what either side shows, in proportion to their distances; none where one of them shows too little.
std::optional<Estimate> between(OneSide lower, OneSide upper) {
  if (!lower.is_known() || !upper.is_known()) return std::nullopt;
  lower.keep_nearest();
  upper.keep_nearest();
  const double whole = lower.distance_mm() + upper.distance_mm();
  const double share = whole > 0 ? lower.distance_mm() / whole : 0.5;  // of the upper value
  const MedianSpread low = lower.value(), high = upper.value();
  return Estimate{(1 - share) * low.median + share * high.median,
                  std::hypot((1 - share) * low.sd, share * high.sd)};
}

CortexBefore before_in_tube(const ReferenceCortex& reference, const Eigen::Vector3d& point_mm) {
  CortexBefore found{reference.thickness_mm, reference.mass_mm.value};
  const Eigen::Vector3d at = reference.tube->in_frame(point_mm);
  OneSide lower_mass, upper_mass, lower_thickness, upper_thickness;
  for (const ReferencePlace& place : reference.places) {
    const Eigen::Vector3d seen = reference.tube->in_frame(place.position_mm);
    const double turn =
        std::remainder(std::atan2(seen.y(), seen.x()) - std::atan2(at.y(), at.x()), 2 * std::numbers::pi);
    if (std::abs(turn) * at.head<2>().norm() > beside_line_mm) continue;
    const double along = seen.z() - at.z();
    (along < 0 ? lower_mass : upper_mass).seen.emplace_back(std::abs(along), place.mass_mm);
    if (place.thickness_mm)
      (along < 0 ? lower_thickness : upper_thickness).seen.emplace_back(std::abs(along), *place.thickness_mm);
  }
  if (const auto mass = between(lower_mass, upper_mass)) found.mass_mm = std::max(0.0, mass->value);
  if (const auto thickness = between(lower_thickness, upper_thickness)) {
    found.thickness_mm = *thickness;
    found.from_both_ends = true;
  }
  return found;
}

}  // namespace

CortexBefore ReferenceCortex::before(const Eigen::Vector3d& point_mm) const {
  if (tube) return before_in_tube(*this, point_mm);
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

Measured<ReferenceCortex> reference_cortex(const CortexRays& rays, const CortexParameters& parameters) {
  const std::vector<std::size_t> places = reference_places(rays.surface(), parameters);
  const CompactBone assumed = assumed_bone(rays.ct().acquisition, parameters);
  ReferenceCortex reference{bone_seen(rays, places, look_at_all(rays, places, assumed, parameters), assumed),
                            Unknown{""},
                            {},
                            {},
                            {},
                            {}};
  const std::vector<Measured<CortexProfile>> seen = look_at_all(rays, places, reference.bone, parameters);
  reference.tube = rays.surface().tube;
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
