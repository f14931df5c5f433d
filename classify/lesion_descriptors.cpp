#include "classify/lesion_descriptors.h"

#include "classify/fracture_line.h"
#include "classify/held_against.h"
#include "classify/margin.h"
#include "classify/sign.h"
#include "classify/soft_tissue.h"

namespace osteosign {
namespace {

const std::vector every_destruction{Destruction::geographic, Destruction::moth_eaten, Destruction::permeated};
const std::vector every_edge{LodwickEdge::regular, LodwickEdge::ragged, LodwickEdge::moth_eaten_up_to_1_cm,
                             LodwickEdge::moth_eaten_over_1_cm};
const std::vector either_margin{MarginDefinition::well_defined, MarginDefinition::ill_defined};
const std::vector absent_or_present{Observed::absent, Observed::present};

void describe_border(LesionDescriptors& lesion, const Measured<Border>& border) {
  if (!border.known()) {
    lesion.destruction = {every_destruction, border.reason()};
    lesion.edge = {every_edge, border.reason()};
    lesion.margin = {either_margin, border.reason()};
    return;
  }
  switch (border.value()) {
    case Border::sharp:
      lesion.destruction = {{Destruction::geographic}, "the margin is sharp nearly everywhere"};
      lesion.edge = {{LodwickEdge::regular}, "the margin is sharp nearly everywhere"};
      lesion.margin = {{MarginDefinition::well_defined}, "the margin is sharp nearly everywhere"};
      return;
    case Border::between:
    case Border::uncertain: {
      const char* const why = "the margin is neither plainly sharp nor plainly blurred";
      lesion.destruction = {every_destruction, why};
      lesion.edge = {every_edge, why};
      lesion.margin = {either_margin, why};
      return;
    }
    case Border::blurred: {
      const char* const why =
          "the margin is blurred; whether the lysis is geographic, moth-eaten or permeated is not measured";
      lesion.destruction = {every_destruction, why};
      lesion.edge = {
          {LodwickEdge::ragged, LodwickEdge::moth_eaten_up_to_1_cm, LodwickEdge::moth_eaten_over_1_cm}, why};
      lesion.margin = {{MarginDefinition::ill_defined}, why};
      return;
    }
  }
}

Descriptor<Observed> observed(const Measured<Sign>& sign, const char* present, const char* absent) {
  if (!sign.known()) return {absent_or_present, sign.reason()};
  if (is_present(sign)) return {{Observed::present}, present};
  if (is_absent(sign)) return {{Observed::absent}, absent};
  return {absent_or_present, "the value lies within one standard deviation of its threshold"};
}

/// Statements that nothing is there need enough of it to have been seen.
std::optional<std::string> too_little_seen(const MeasuredQuantity& assessed, double lowest) {
  if (!assessed.known()) return assessed.reason();
  if (assessed.value().value < lowest) return "too little of it could be assessed";
  return std::nullopt;
}

Measured<Sign> is_broken(const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  return more_than(measured.cortex_breach_area, criteria.cortex_breach_limit_mm2);
}

Measured<Sign> is_broken(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria) {
  return more_than(measured.cortex_interruption_to_width, criteria.cortex_interruption_limit_to_width_ratio);
}

template <class Measurements>
void describe_cortex(LesionDescriptors& lesion, const Measurements& measured,
                     const CriteriaParameters& criteria) {
  using enum EndostealErosion;
  const Measured<Sign> broken = is_broken(measured, criteria);
  const Measured<Sign> deep =
      more_than(measured.cortex_erosion_depth, criteria.cortex_erosion_deep_limit_fraction);
  const Measured<Sign> eroded =
      more_than(measured.cortex_erosion_depth, criteria.cortex_erosion_shallow_limit_fraction);
  if (is_present(broken)) {
    lesion.penetration = {{CorticalPenetration::total}, "the cortex is broken"};
    lesion.erosion = {{above_two_thirds}, "the cortex is broken"};
    return;
  }
  std::optional<std::string> open =
      too_little_seen(measured.cortex_assessed_fraction, criteria.cortex_assessed_lowest_fraction);
  if (!open && !is_absent(broken)) open = broken.known() ? "the cortex may be broken" : broken.reason();
  if (is_present(deep)) {
    lesion.erosion = {{above_two_thirds}, "the cortex is eroded to more than two thirds"};
    lesion.penetration = {{CorticalPenetration::partial}, "the cortex is eroded, not broken"};
    if (open) lesion.penetration = {{CorticalPenetration::partial, CorticalPenetration::total}, *open};
    return;
  }
  if (!open && !eroded.known()) open = eroded.reason();
  if (open) {
    lesion.penetration = {
        {CorticalPenetration::none, CorticalPenetration::partial, CorticalPenetration::total}, *open};
    lesion.erosion = {{below_one_third, one_to_two_thirds, above_two_thirds}, *open};
    return;
  }
  const bool surely = is_present(eroded), surely_not = is_absent(eroded);
  lesion.penetration = {{}, "the cortex is not broken"};
  lesion.erosion = {{}, "depth of the erosion of the cortex"};
  if (!surely) {
    lesion.penetration.possible.push_back(CorticalPenetration::none);
    lesion.erosion.possible.push_back(below_one_third);
  }
  if (!surely_not) {
    lesion.penetration.possible.push_back(CorticalPenetration::partial);
    lesion.erosion.possible.push_back(one_to_two_thirds);
    if (!is_absent(deep)) lesion.erosion.possible.push_back(above_two_thirds);
  }
}

Descriptor<ExpandedShell> shell_of(const MeasuredQuantity& expansion) {
  using enum ExpandedShell;
  constexpr double expanded_from_mm = 1.5, one_centimetre_mm = 10;  // 1.5 mm: see cortex_expansion
  const Measured<Sign> expanded = at_least(expansion, expanded_from_mm);
  const Measured<Sign> far = more_than(expansion, one_centimetre_mm);
  if (!expanded.known()) return {{none, up_to_1_cm, over_1_cm}, expanded.reason()};
  if (is_absent(expanded)) return {{none}, "the cortex is not pushed out"};
  if (is_present(far)) return {{over_1_cm}, "the cortex is pushed out by more than 1 cm"};
  Descriptor<ExpandedShell> shell{{up_to_1_cm}, "the cortex is pushed out by up to 1 cm"};
  if (!is_present(expanded)) shell.possible.insert(shell.possible.begin(), none);
  if (!is_absent(far)) shell.possible.push_back(over_1_cm);
  return shell;
}

template <class Measurements>
Descriptor<PeriostealActivity> periosteum_of(const Measurements& measured,
                                             const CriteriaParameters& criteria) {
  using enum PeriostealActivity;
  const std::vector any{none, non_aggressive, aggressive};
  if (!measured.periosteal_pattern.known()) return {any, measured.periosteal_pattern.reason()};
  switch (measured.periosteal_pattern.value()) {
    case PeriostealPattern::none:
      if (const auto open = too_little_seen(measured.periosteum_assessed_fraction,
                                            criteria.periosteum_assessed_lowest_fraction))
        return {any, *open};
      return {{none}, "no periosteal reaction is visible"};
    case PeriostealPattern::outgrowth:
      return {{none}, "the bone beyond the surface is an outgrowth, no periosteal reaction"};
    case PeriostealPattern::solid:
      return {{non_aggressive}, "the periosteal reaction is solid"};
    case PeriostealPattern::single_lamella:
      return {{non_aggressive, aggressive},
              "the periosteal reaction is one lamella; short interruptions are not seen by this version"};
    case PeriostealPattern::multilamellated:
    case PeriostealPattern::interrupted:
    case PeriostealPattern::codman_triangle:
    case PeriostealPattern::hair_on_end:
    case PeriostealPattern::sunburst:
      return {{aggressive}, "the periosteal reaction is lamellated, interrupted or made of spicules"};
  }
  throw InternalError("periosteal pattern without an activity");
}

Descriptor<Observed> soft_tissue_of(const CtLesionMeasurements& measured,
                                    const CriteriaParameters& criteria) {
  const MeasuredQuantity& thickness = measured.soft_tissue_mass_thickness;
  Descriptor<Observed> mass = observed(more_than(thickness, criteria.soft_tissue_mass_limit_mm),
                                       "there is a mass of soft tissue beside the bone",
                                       "no mass of soft tissue lies beside the bone");
  if (mass.can_be(Observed::present)) return mass;
  if (thickness.value().value > 0)
    return {absent_or_present, "the mass of soft tissue beside the bone is too thin to be sure of it"};
  if (const auto open = too_little_seen(measured.soft_tissue_assessed_fraction,
                                        criteria.soft_tissue_assessed_lowest_fraction))
    return {absent_or_present, *open};
  return mass;
}

/// A film never shows that there is none: one in front of the bone or behind it is not seen.
Descriptor<Observed> soft_tissue_of(const RadiographLesionMeasurements& measured,
                                    const CriteriaParameters& criteria) {
  const Measured<Sign> bulges = skin_bulges(measured, criteria);
  if (is_present(bulges)) return {{Observed::present}, "the skin bulges beside the lesion: a swelling"};
  if (!bulges.known()) return {absent_or_present, bulges.reason()};
  return {absent_or_present, "a mass that does not push the skin out is not seen on a radiograph"};
}

void describe_outside(LesionDescriptors& lesion, const CtLesionMeasurements& measured,
                      const CriteriaParameters& criteria) {
  describe_cortex(lesion, measured, criteria);
  lesion.shell = shell_of(measured.cortex_expansion);
  lesion.periosteum = periosteum_of(measured, criteria);
  lesion.soft_tissue_mass = soft_tissue_of(measured, criteria);
  lesion.fracture_line = observed(has_fracture_line(measured, criteria),
                                  "a fracture line runs through the cortex beside the lesion",
                                  "no fracture line runs through the cortex beside the lesion");
}

/// The grading systems are those of radiographs: they grade the cortex that a view shows edge-on.
void describe_outside(LesionDescriptors& lesion, const RadiographLesionMeasurements& measured,
                      const CriteriaParameters& criteria) {
  describe_cortex(lesion, measured, criteria);
  lesion.shell = shell_of(measured.cortex_expansion);
  lesion.periosteum = periosteum_of(measured, criteria);
  lesion.soft_tissue_mass = soft_tissue_of(measured, criteria);
  lesion.fracture_line =
      observed(has_fracture_line(measured), "a fracture line crosses the bone beside the lesion", "");
}

}  // namespace

LesionDescriptors descriptors_of(const JudgedLesion& lesion, const CriteriaParameters& criteria) {
  return std::visit(
      [&](const auto& measured) {
        LesionDescriptors described;
        describe_border(described, border(measured, criteria));
        described.rim =
            observed(more_than(measured.rim_completeness, criteria.lytic_zone_rim_lowest_fraction),
                     "a sclerotic rim goes round the lesion", "no sclerotic rim goes all the way round");
        describe_outside(described, measured, criteria);
        return described;
      },
      lesion.measurements);
}

Measured<bool> has_known_primary(const ClinicalContext& context) {
  if (!context.known_primary.known()) return context.known_primary.unknown();
  return context.known_primary.value() != "none";
}

}  // namespace osteosign
