#include "features/lesion/cortex_erosion.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/find/seed_region.h"
#include "features/lesion/cortex_circumference.h"

namespace osteosign {
namespace {

constexpr double length_sd_mm = 2;
constexpr std::size_t fewest_neighbours = 3;

/// A place after smoothing.
struct SmoothedPlace {
  std::size_t place;
  Estimate thickness_mm;
  std::optional<Estimate> before_mm;
  bool from_both_ends;
  double outer_edge_mm;
  double mass_mm;
};

/// Median over the places round it; none where fewer than three of them have a thickness.
std::optional<SmoothedPlace> smoothed(const CortexBeside& cortex, std::size_t place) {
  std::vector<double> thickness, sd, outer, mass;
  for (const int neighbour : cortex.neighbours[place]) {
    const CortexPlace& other = cortex.places[static_cast<std::size_t>(neighbour)];
    if (!other.has_thickness()) continue;
    const CortexProfile& seen = other.seen.value();
    thickness.push_back(seen.thickness_mm->value);
    sd.push_back(seen.thickness_mm->sd);
    outer.push_back(*seen.outer_edge_mm);
    mass.push_back(seen.mass_mm.value);
  }
  if (thickness.size() < fewest_neighbours) return std::nullopt;
  return SmoothedPlace{place,
                       {median_spread(thickness).median, median_spread(sd).median},
                       {},
                       false,
                       median_spread(outer).median,
                       median_spread(mass).median};
}

std::vector<SmoothedPlace> smoothed_beside(const CortexBeside& cortex) {
  std::vector<SmoothedPlace> smooth;
  for (std::size_t i = 0; i < cortex.places.size(); ++i) {
    if (!cortex.places[i].beside || !cortex.places[i].has_thickness()) continue;
    std::optional<SmoothedPlace> one = smoothed(cortex, i);
    if (!one) continue;
    const CortexBefore& before = cortex.places[i].before;
    if (before.thickness_mm.known()) one->before_mm = before.thickness_mm.value();
    one->from_both_ends = before.from_both_ends;
    smooth.push_back(*one);
  }
  return smooth;
}

double eroded(const SmoothedPlace& place) { return 1 - place.thickness_mm.value / place.before_mm->value; }

/// A wrong density of compact bone makes thin cortex as much too thick or too thin.
double thickness_sd_mm(const Estimate& thickness, const CompactBone& bone) {
  return std::hypot(thickness.sd, thickness.value * bone.sd_hu / bone.density_hu);
}

void measure_least_thickness(CortexErosion& erosion, const std::vector<SmoothedPlace>& places,
                             const CortexBreach& breach, const ReferenceCortex& reference) {
  if (breach.middle_in_patient_mm) {
    erosion.least_thickness = Quantity{0, Unit::mm, {}, "in the hole"};
    return;
  }
  const SmoothedPlace* least = nullptr;
  for (const SmoothedPlace& place : places)
    if (!breach.near_hole[place.place] &&
        (least == nullptr || place.thickness_mm.value < least->thickness_mm.value))
      least = &place;
  if (least == nullptr) {
    erosion.least_thickness = Unknown{"where the undamaged surface was is not known beside the lesion"};
    return;
  }
  erosion.least_thickness =
      Quantity{least->thickness_mm.value, Unit::mm, thickness_sd_mm(least->thickness_mm, reference.bone),
               reference.bone.method};
}

/// The place up to which the more eroded ones cover the least area of an erosion: single canals are no
/// erosion.
const SmoothedPlace* deepest_over_area(std::vector<const SmoothedPlace*> places, const CortexRays& rays,
                                       const CortexBeside& cortex, double least_mm2) {
  std::stable_sort(places.begin(), places.end(),
                   [](const auto* a, const auto* b) { return eroded(*a) > eroded(*b); });
  double area = 0;
  for (const SmoothedPlace* place : places) {
    area += rays.surface().points.areas_mm2[cortex.places[place->place].point];
    if (area >= least_mm2) return place;
  }
  return nullptr;
}

/// The outer face lies where it was, or the loss is small, or it was lost from outside while what lies on
/// either side along the bone is as thick as ever: that is no flare of the bone.
bool is_loss(const SmoothedPlace& place, const CortexParameters& parameters) {
  if (std::abs(place.outer_edge_mm) <= parameters.cortex_unchanged_mm) return true;
  if (eroded(place) <= parameters.cortex_eroded_fraction) return true;
  return place.outer_edge_mm < 0 && place.from_both_ends;
}

/// Along the axis, over the places that have lost much.
double eroded_length_mm(const std::vector<const SmoothedPlace*>& places, const CortexRays& rays,
                        const CortexBeside& cortex, const CortexParameters& parameters) {
  const CortexSurface& surface = rays.surface();
  double lowest = 1e9, highest = -1e9;
  for (const SmoothedPlace* place : places) {
    if (!is_loss(*place, parameters) || eroded(*place) <= parameters.cortex_eroded_fraction) continue;
    const double along = surface.axis.dot(surface.points.positions_mm[cortex.places[place->place].point]);
    lowest = std::min(lowest, along);
    highest = std::max(highest, along);
  }
  return highest > lowest ? highest - lowest + parameters.cortex_point_spacing_mm : 0;
}

std::string method_of(const SmoothedPlace& place, const ReferenceCortex& reference,
                      const CortexParameters& parameters) {
  const std::string held_against = fmt::format("{:.1f} of {:.1f} mm are left; {}", place.thickness_mm.value,
                                               place.before_mm->value, reference.method);
  if (place.outer_edge_mm >= -parameters.cortex_unchanged_mm) return held_against;
  return fmt::format("the outer face lies {:.1f} mm inside of where it was; {}", -place.outer_edge_mm,
                     held_against);
}

void measure_depth(CortexErosion& erosion, const CortexRays& rays, const CortexBeside& cortex,
                   const std::vector<SmoothedPlace>& all, const CortexBreach& breach,
                   const ReferenceCortex& reference, const CortexParameters& parameters) {
  std::vector<const SmoothedPlace*> places;
  for (const SmoothedPlace& place : all)
    if (place.before_mm && !breach.near_hole[place.place]) places.push_back(&place);
  const SmoothedPlace* deepest = deepest_over_area(places, rays, cortex, parameters.cortex_least_eroded_mm2);
  if (deepest == nullptr) {
    erosion.depth = erosion.length = Unknown{
        "too little of the cortex beside the lesion, apart from its hole, "
        "could be measured and held against cortex beyond the lesion"};
    return;
  }
  const double loss = eroded(*deepest);
  if (!is_loss(*deepest, parameters)) {
    erosion.depth = erosion.length =
        Unknown{fmt::format("the thinnest cortex, {:.1f} mm, lies {:+.1f} mm off where its outer face was: "
                            "pushed out or in rather "
                            "than eroded from inside",
                            deepest->thickness_mm.value, deepest->outer_edge_mm)};
    return;
  }
  // The density of compact bone is that of both and cancels.
  const double sd =
      std::hypot(deepest->thickness_mm.sd, (1 - loss) * deepest->before_mm->sd) / deepest->before_mm->value;
  erosion.depth =
      Quantity{std::max(0.0, loss), Unit::fraction, sd, method_of(*deepest, reference, parameters)};
  erosion.length =
      Quantity{eroded_length_mm(places, rays, cortex, parameters), Unit::mm, length_sd_mm,
               fmt::format("deeper than {:.2f} of the thickness", parameters.cortex_eroded_fraction)};
  erosion.deepest_in_patient_mm = rays.surface().points.positions_mm[cortex.places[deepest->place].point];
}

void measure_expansion(CortexErosion& erosion, const CortexRays& rays,
                       const std::vector<SmoothedPlace>& places, const CortexParameters& parameters) {
  if (!rays.surface().tube) {
    erosion.expansion = Unknown{"the bone is no tube here: where its surface was is not known"};
    return;
  }
  double expansion = 0;
  for (const SmoothedPlace& place : places)
    if (place.mass_mm > parameters.cortex_shell_mass_mm) expansion = std::max(expansion, place.outer_edge_mm);
  erosion.expansion = Quantity{expansion, Unit::mm, rays.surface().uncertainty_mm,
                               "outside of the tube through the bone beyond the lesion"};
}

void measure_assessed(CortexErosion& erosion, const CortexRays& rays, const CortexBeside& cortex,
                      const CortexBreach& breach) {
  double all = 0, assessed = 0;
  for (std::size_t i = 0; i < cortex.places.size(); ++i) {
    const CortexPlace& place = cortex.places[i];
    if (!place.beside) continue;
    const double area = rays.surface().points.areas_mm2[place.point];
    all += area;
    if (place.has_thickness() || breach.missing[i]) assessed += area;
  }
  erosion.assessed_fraction = Quantity{assessed / all, Unit::fraction, {}, fmt::format("of {:.0f} mm2", all)};
}

}  // namespace

CortexErosion measure_erosion(const CortexRays& rays, const CortexBeside& cortex, const CortexBreach& breach,
                              const ReferenceCortex& reference, const CortexParameters& parameters) {
  CortexErosion erosion;
  measure_assessed(erosion, rays, cortex, breach);
  erosion.involved_circumference = involved_circumference(rays.surface(), cortex, parameters);
  const std::vector<SmoothedPlace> places = smoothed_beside(cortex);
  if (places.empty()) {
    std::string why = "the blur along the rays is too large (slices too thick), or they show no cortex";
    for (const CortexPlace& place : cortex.places)
      if (place.beside && !place.seen.known()) why = place.seen.reason();
    erosion.least_thickness = erosion.depth = erosion.length = erosion.expansion =
        Unknown{"no thickness could be measured beside the lesion: " + why};
    if (breach.middle_in_patient_mm) measure_least_thickness(erosion, places, breach, reference);
    return erosion;
  }
  measure_expansion(erosion, rays, places, parameters);
  if (!breach.area.known()) {
    erosion.least_thickness = erosion.depth = erosion.length = breach.area.unknown();
    return erosion;
  }
  measure_least_thickness(erosion, places, breach, reference);
  if (reference.thickness_mm.known())
    measure_depth(erosion, rays, cortex, places, breach, reference, parameters);
  else
    erosion.depth = erosion.length = reference.thickness_mm.unknown();
  return erosion;
}

}  // namespace osteosign
