#include "features/lesion/periosteum.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "features/find/seed_region.h"
#include "features/lesion/periosteum_signs.h"
#include "features/lesion/periosteum_surface.h"

namespace osteosign {
namespace {

constexpr double beside_mm = 6;  // surface no farther than this from the lesion (or than its nearest part)
constexpr double least_layered_mm2 = 20;
constexpr double least_layered_part = 0.25;
constexpr double spicule_part = 0.4;
constexpr double hidden_part = 0.4;
constexpr double expanded_part = 0.6;
constexpr double height_sd_mm = 0.3;
constexpr double least_marrow_part = 0.15;  // chosen on the development phantoms

struct Reaction {
  const PeriosteumShell& shell;
  const std::vector<PlaceReading>& readings;
  std::vector<ReactionPatch> patches;
  const PeriosteumParameters& parameters;

  double area(NewBone kind) const {
    double sum = 0;
    for (const ReactionPatch& patch : patches) sum += patch.area_mm2 * patch.part_of(kind, shell, readings);
    return sum;
  }
  double area() const {
    double sum = 0;
    for (const ReactionPatch& patch : patches) sum += patch.area_mm2;
    return sum;
  }
};

/// Places beside the lesion, and how much of them is assessed and covered.
struct Beside {
  double assessed_part = 0;
  double covered_part = 0;
};

Beside beside(const Reaction& reaction) {
  double nearest = 1e9;
  for (const ShellPlace& place : reaction.shell.places) nearest = std::min(nearest, place.lesion_distance_mm);
  const double limit = std::max(nearest, 0.0) + beside_mm;
  std::vector<bool> covered(reaction.readings.size(), false);
  for (const ReactionPatch& patch : reaction.patches)
    for (const std::size_t i : patch.places) covered[i] = true;
  double all = 0, assessed = 0, under = 0;
  for (std::size_t i = 0; i < covered.size(); ++i) {
    const ShellPlace& place = reaction.shell.places[i];
    if (place.lesion_distance_mm > limit) continue;
    all += place.area_mm2;
    if (reaction.readings[i].assessed) assessed += place.area_mm2;
    if (covered[i]) under += place.area_mm2;
  }
  return {all > 0 ? assessed / all : 0, assessed > 0 ? under / assessed : 0};
}

bool any_codman(const Reaction& reaction) {
  return std::ranges::any_of(reaction.patches, [&](const ReactionPatch& patch) {
    return is_codman(patch, reaction.shell, reaction.readings, reaction.parameters);
  });
}

bool any_interrupted(const Reaction& reaction) {
  for (const ReactionPatch& one : reaction.patches)
    for (const ReactionPatch& other : reaction.patches)
      if (&one != &other &&
          are_interrupted(one, other, reaction.shell, reaction.readings, reaction.parameters))
        return true;
  return false;
}

Unknown not_resolved(const Reaction& reaction) {
  std::vector<double> blurs;
  for (const ShellPlace& place : reaction.shell.places)
    if (place.blur_mm.known()) blurs.push_back(place.blur_mm.value());
  const double blur = median_spread(blurs).median;
  return Unknown{
      fmt::format("new bone thickens the cortex, but its layers cannot be resolved: they would have to be "
                  "more than {:.1f} mm "
                  "apart ({} sigma of the blur of {:.2f} mm)",
                  reaction.parameters.periosteum_resolved_sigmas * blur,
                  reaction.parameters.periosteum_resolved_sigmas, blur)};
}

/// The most aggressive pattern that is there; the order is that of methods A6 and C1, P6.
Measured<PeriostealPattern> pattern_of(const Reaction& reaction) {
  if (reaction.patches.empty()) return PeriostealPattern::none;
  const double area = reaction.area();
  double spiculated = 0;
  for (const ReactionPatch& patch : reaction.patches)
    if (is_spiculated(patch, reaction.shell, reaction.readings)) spiculated += patch.area_mm2;
  if (spiculated > spicule_part * area)
    return form_of_spicules(reaction.patches, reaction.shell, reaction.readings);
  if (any_codman(reaction)) return PeriostealPattern::codman_triangle;
  if (reaction.area(NewBone::several_layers) > std::max(least_layered_mm2, least_layered_part * area))
    return PeriostealPattern::multilamellated;
  if (any_interrupted(reaction)) return PeriostealPattern::interrupted;
  if (reaction.area(NewBone::hidden_layers) > hidden_part * area) return not_resolved(reaction);
  if (reaction.area(NewBone::one_layer) > reaction.area(NewBone::merged))
    return PeriostealPattern::single_lamella;
  return PeriostealPattern::solid;
}

MeasuredQuantity layers_of(const Reaction& reaction, const Measured<PeriostealPattern>& pattern) {
  if (!pattern.known()) return pattern.unknown();
  if (pattern.value() == PeriostealPattern::none) return Quantity{0, Unit::count};
  std::map<std::size_t, double> area;
  for (const ReactionPatch& patch : reaction.patches)
    for (const std::size_t i : patch.places)
      if (const NewBone kind = reaction.readings[i].kind;
          kind == NewBone::one_layer || kind == NewBone::several_layers)
        area[reaction.readings[i].seen.layers.size()] += reaction.shell.places[i].area_mm2;
  if (area.empty()) return Unknown{"the new bone is not made of layers"};
  const auto most =
      std::ranges::max_element(area, [](const auto& a, const auto& b) { return a.second < b.second; });
  return Quantity{static_cast<double>(most->first), Unit::count};
}

MeasuredQuantity angle_of(const Reaction& reaction) {
  std::vector<double> angles;
  for (const ReactionPatch& patch : reaction.patches)
    for (const std::size_t i : patch.places)
      if (reaction.readings[i].texture.seen) angles.push_back(reaction.readings[i].texture.plate_deg);
  if (angles.empty()) return Unknown{"there is no new bone whose direction can be seen"};
  const MedianSpread spread = median_spread(angles);
  return Quantity{spread.median, Unit::degree, spread.sd};
}

/// Bone that the lesion has pushed out, and patches that are hardly anything else.
bool is_expansion(const ReactionPatch& patch, const Reaction& reaction) {
  return patch.part_of(NewBone::pushed_out, reaction.shell, reaction.readings) > expanded_part &&
         !is_outgrowth(patch, reaction.shell, reaction.readings, reaction.parameters);
}

void tell_extent(LesionPeriosteum& found, const Reaction& reaction) {
  if (reaction.patches.empty()) {
    found.length = found.thickness = Quantity{0, Unit::mm, reaction.shell.surface_sd_mm};
    return;
  }
  double first = 1e9, last = -1e9, top = 0;
  std::size_t highest = 0;
  for (const ReactionPatch& patch : reaction.patches) {
    first = std::min(first, patch.first_mm);
    last = std::max(last, patch.last_mm);
    if (patch.top_mm > top) {
      top = patch.top_mm;
      highest = patch.highest;
    }
  }
  found.length = Quantity{last - first, Unit::mm, 1};
  found.thickness = Quantity{top, Unit::mm, std::hypot(height_sd_mm, reaction.shell.surface_sd_mm)};
  const ShellPlace& place = reaction.shell.places[highest];
  found.place_in_patient_mm = place.position_mm + reaction.readings[highest].top_mm / 2 * place.normal;
}

LesionPeriosteum all_unknown(const Unknown& reason) {
  LesionPeriosteum found;
  found.pattern = reason;
  found.layers = found.length = found.thickness = found.coverage = found.plate_angle =
      found.assessed_fraction = reason;
  return found;
}

double slice_mm(const CtVolume& ct) {
  const double* const thickness = ct.acquisition.slice_thickness_mm.if_known();
  return thickness != nullptr ? std::max(*thickness, ct.grid.spacing_mm.z()) : ct.grid.spacing_mm.z();
}

/// The largest outgrowth, if there is one.
std::vector<ReactionPatch> outgrowths(const Reaction& reaction) {
  for (const ReactionPatch& patch : reaction.patches)
    if (is_outgrowth(patch, reaction.shell, reaction.readings, reaction.parameters)) return {patch};
  return {};
}

LesionPeriosteum found_in(Reaction reaction, double slice_mm) {
  std::erase_if(reaction.patches, [&](const ReactionPatch& patch) { return is_expansion(patch, reaction); });
  LesionPeriosteum found;
  std::vector<ReactionPatch> knobs = outgrowths(reaction);
  std::vector<ReactionPatch> others;
  for (const ReactionPatch& patch : reaction.patches)
    if (!is_outgrowth(patch, reaction.shell, reaction.readings, reaction.parameters)) others.push_back(patch);
  const Beside near = beside(reaction);
  if (slice_mm > reaction.parameters.periosteum_largest_slice_mm + 1e-6) {
    // Spicules look like a knob here; only marrow that goes on into it tells a knob.
    std::erase_if(knobs,
                  [](const ReactionPatch& knob) { return knob.part_without_cortex < least_marrow_part; });
    if (knobs.empty())
      return all_unknown(Unknown{
          fmt::format("slices of {:.2f} mm are too thick for a statement on the periosteum (at most {} mm)",
                      slice_mm, reaction.parameters.periosteum_largest_slice_mm)});
    found.pattern = PeriostealPattern::outgrowth;
    reaction.patches = knobs;
  } else {
    reaction.patches = others;
    found.pattern = pattern_of(reaction);
    const bool harmless = found.pattern.known() && (found.pattern.value() == PeriostealPattern::none ||
                                                    found.pattern.value() == PeriostealPattern::solid);
    if (!knobs.empty() && harmless) {
      found.pattern = PeriostealPattern::outgrowth;
      reaction.patches = knobs;
    }
  }
  found.layers = found.pattern.known() && found.pattern.value() == PeriostealPattern::outgrowth
                     ? MeasuredQuantity(Unknown{"an outgrowth of the bone has no layers"})
                     : layers_of(reaction, found.pattern);
  found.plate_angle = angle_of(reaction);
  found.coverage = Quantity{near.covered_part, Unit::fraction};
  found.assessed_fraction = Quantity{near.assessed_part, Unit::fraction};
  tell_extent(found, reaction);
  return found;
}

}  // namespace

LesionPeriosteum measure_periosteum(const CtVolume& ct, const LabelMap& bones,
                                    const Measured<BoneNearLesion>& bone, const ImageQuality& quality,
                                    const CortexParameters& cortex, const PeriosteumParameters& parameters) {
  if (!bone.known()) return all_unknown(bone.unknown());
  const Measured<CortexSurface> surface = periosteal_surface(bone.value(), cortex);
  if (!surface.known()) return all_unknown(surface.unknown());
  const Measured<PeriosteumShell> shell =
      periosteum_shell(ct, bones, surface.value(), quality, cortex.cortex_reach_mm, parameters);
  if (!shell.known()) return all_unknown(shell.unknown());
  if (const Measured<double>& blur = shell.value().places.front().blur_mm; !blur.known())
    return all_unknown(Unknown{"point spread: " + blur.reason()});
  const std::vector<PlaceReading> readings = read_places(ct, shell.value(), parameters);
  return found_in(
      {shell.value(), readings, reaction_patches(shell.value(), readings, parameters), parameters},
      slice_mm(ct));
}

}  // namespace osteosign
