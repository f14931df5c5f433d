#include "features/lesion/periosteum_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "features/find/seed_region.h"
#include "features/lesion/periosteum_signs.h"

namespace osteosign {
namespace {

constexpr double least_layered_mm2 = 20;
constexpr double least_layered_part = 0.25;
constexpr double spicule_part = 0.4;
constexpr double hidden_part = 0.4;

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

}  // namespace

double Reaction::area(NewBone kind) const {
  double sum = 0;
  for (const ReactionPatch& patch : patches) sum += patch.area_mm2 * patch.part_of(kind, shell, readings);
  return sum;
}

double Reaction::area() const {
  double sum = 0;
  for (const ReactionPatch& patch : patches) sum += patch.area_mm2;
  return sum;
}

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

MeasuredQuantity plate_angle_of(const Reaction& reaction) {
  std::vector<double> angles;
  for (const ReactionPatch& patch : reaction.patches)
    for (const std::size_t i : patch.places)
      if (reaction.readings[i].texture.seen) angles.push_back(reaction.readings[i].texture.plate_deg);
  if (angles.empty()) return Unknown{"there is no new bone whose direction can be seen"};
  const MedianSpread spread = median_spread(angles);
  return Quantity{spread.median, Unit::degree, spread.sd};
}

}  // namespace osteosign
