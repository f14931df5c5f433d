#include "features/lesion/periosteum.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/lesion/periosteum_pattern.h"
#include "features/lesion/periosteum_signs.h"
#include "features/lesion/periosteum_surface.h"

namespace osteosign {
namespace {

constexpr double beside_mm = 6;  // surface no farther than this from the lesion (or than its nearest part)
constexpr double expanded_part = 0.6;
constexpr double height_sd_mm = 0.3;
constexpr double least_marrow_part = 0.15;  // chosen on the development phantoms

/// Surface of the bone that the tube does not cover.
struct NotCovered {
  double lesion_distance_mm;
  double area_mm2;
};
/// Places beside the lesion, and how much of them is assessed and covered.
struct Beside {
  double assessed_part = 0;
  double covered_part = 0;
};

Beside beside(const Reaction& reaction, const std::vector<NotCovered>& not_covered) {
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
  for (const NotCovered& part : not_covered)
    if (part.lesion_distance_mm <= limit) all += part.area_mm2;
  return {all > 0 ? assessed / all : 0, assessed > 0 ? under / assessed : 0};
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

Unknown too_thick(double slice_mm, const PeriosteumParameters& parameters) {
  return Unknown{
      fmt::format("slices of {:.2f} mm are too thick for a statement on the periosteum (at most {} mm)",
                  slice_mm, parameters.periosteum_largest_slice_mm)};
}

/// A knob, or spicules, stand out far enough to be seen in thick slices.
Unknown too_thick_for_form(double slice_mm, const PeriosteumParameters& parameters) {
  return Unknown{
      fmt::format("new bone stands out of the surface, but slices of {:.2f} mm are too thick to tell its "
                  "form (at most {} mm)",
                  slice_mm, parameters.periosteum_largest_slice_mm)};
}

/// Of the whole bone; a shaft is covered from end to end.
std::vector<NotCovered> not_covered_by(const CortexSurface& surface, const BoneNearLesion& bone) {
  std::vector<NotCovered> parts;
  for (std::size_t i = 0; i < bone.points.size(); ++i) {
    const double along = surface.tube->in_frame(bone.points.positions_mm[i]).z();
    if (bone.cut_off[i] || (along >= surface.tube->first_mm && along <= surface.tube->last_mm)) continue;
    parts.push_back({bone.lesion_distance_mm[i], bone.points.areas_mm2[i]});
  }
  return parts;
}

LesionPeriosteum found_in(Reaction reaction, const std::vector<NotCovered>& not_covered, double slice_mm) {
  std::erase_if(reaction.patches, [&](const ReactionPatch& patch) { return is_expansion(patch, reaction); });
  LesionPeriosteum found;
  std::vector<ReactionPatch> knobs = outgrowths(reaction);
  std::vector<ReactionPatch> others;
  for (const ReactionPatch& patch : reaction.patches)
    if (!is_outgrowth(patch, reaction.shell, reaction.readings, reaction.parameters)) others.push_back(patch);
  const Beside near = beside(reaction, not_covered);
  if (slice_mm > reaction.parameters.periosteum_largest_slice_mm + 1e-6) {
    if (knobs.empty()) return all_unknown(too_thick(slice_mm, reaction.parameters));
    // Spicules look like a knob here; only marrow that goes on into it tells a knob.
    reaction.patches = knobs;
    found.pattern = knobs.front().part_without_cortex < least_marrow_part
                        ? Measured<PeriostealPattern>(too_thick_for_form(slice_mm, reaction.parameters))
                        : PeriostealPattern::outgrowth;
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
  found.plate_angle = plate_angle_of(reaction);
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
  const Measured<CortexSurface> surface = periosteal_surface(ct, bone.value(), quality, cortex);
  if (!surface.known()) return all_unknown(surface.unknown());
  const Measured<PeriosteumShell> shell =
      periosteum_shell(ct, bones, surface.value(), quality, cortex.cortex_reach_mm, parameters);
  if (!shell.known()) return all_unknown(shell.unknown());
  if (const Measured<double>& blur = shell.value().places.front().blur_mm; !blur.known())
    return all_unknown(Unknown{"point spread: " + blur.reason()});
  const std::vector<PlaceReading> readings = read_places(ct, shell.value(), parameters);
  return found_in(
      {shell.value(), readings, parameters, reaction_patches(shell.value(), readings, parameters)},
      not_covered_by(surface.value(), bone.value()), slice_mm(ct));
}

}  // namespace osteosign
