#include "classify/periosteum.h"

#include "classify/held_against.h"
#include "classify/sign.h"

namespace osteosign {
namespace {

/// A benign verdict is a statement on all of the surface beside the lesion.
Judgement silent_if_seen(const MeasuredQuantity& assessed, const CriteriaParameters& criteria) {
  if (!assessed.known()) return {Verdict::not_assessable, assessed.reason()};
  if (assessed.value().value < criteria.periosteum_assessed_lowest_fraction)
    return {Verdict::not_assessable, "too little of the periosteum beside the lesion could be assessed"};
  return {Verdict::benign, "no periosteal reaction is visible"};
}

/// New bone of this height is neither none nor one lamella, whatever its form.
bool stands_out(const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  const Quantity* const thickness = measured.periosteum_thickness.if_known();
  return thickness != nullptr &&
         held_against(*thickness, criteria.periosteum_raised_from_mm) == Standing::above;
}

/// On a film without pixel spacing, by the width of the bone.
bool stands_out(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria) {
  if (const Quantity* const thickness = measured.periosteum_thickness.if_known())
    return held_against(*thickness, criteria.periosteum_raised_from_mm) == Standing::above;
  const Quantity* const part = measured.periosteum_thickness_to_width.if_known();
  return part != nullptr && held_against(*part, criteria.periosteum_raised_from_widths) == Standing::above;
}

template <class Measurements>
Judgement judgement_of(const Measurements& measured, const CriteriaParameters& criteria) {
  if (!measured.periosteal_pattern.known())
    return {stands_out(measured, criteria) ? Verdict::neutral : Verdict::not_assessable,
            measured.periosteal_pattern.reason()};
  switch (measured.periosteal_pattern.value()) {
    case PeriostealPattern::none:
      return silent_if_seen(measured.periosteum_assessed_fraction, criteria);
    case PeriostealPattern::single_lamella:
      // It would be benign; a missed interruption is not (EVALUATION, P6).
      return {
          Verdict::not_assessable,
          "the periosteal reaction is one lamella: benign when it is continuous, but short interruptions are "
          "not seen by this version"};
    case PeriostealPattern::solid:
      return {Verdict::neutral, "solid new bone merges with the cortex; table 28.2 does not name it"};
    case PeriostealPattern::outgrowth:
      return {Verdict::neutral, "the bone beyond the surface is an outgrowth, no periosteal reaction"};
    case PeriostealPattern::multilamellated:
      return {Verdict::malignant, "the periosteal reaction has several lamellae"};
    case PeriostealPattern::interrupted:
      return {Verdict::malignant, "the periosteal lamella is interrupted"};
    case PeriostealPattern::codman_triangle:
      return {Verdict::malignant, "a lamella rises from the cortex and ends freely: Codman's triangle"};
    case PeriostealPattern::hair_on_end:
      return {Verdict::malignant, "the periosteal reaction is made of spicules, hair on end"};
    case PeriostealPattern::sunburst:
      return {Verdict::malignant, "the periosteal reaction is made of spicules from one place, a sunburst"};
  }
  throw InternalError("periosteal pattern without a verdict");
}

}  // namespace

Finding judge_periosteum(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  const auto shown = [&](std::string_view name, const MeasuredQuantity& found, std::string_view limit) {
    return evidence(name, found, threshold(criteria, limit), lesion.place_of(name));
  };
  return {"periosteum",
          lesion.id,
          judgement.verdict,
          {shown("periosteum_layers", measured.periosteum_layers, "periosteum_several_layers"),
           shown("periosteum_thickness", measured.periosteum_thickness, "periosteum_raised_from_mm"),
           shown("periosteum_assessed_fraction", measured.periosteum_assessed_fraction,
                 "periosteum_assessed_lowest_fraction")},
          std::move(judgement.reason)};
}

Finding judge_periosteum(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  const auto shown = [&](std::string_view name, const MeasuredQuantity& found, std::string_view limit) {
    return evidence(name, found, threshold(criteria, limit), lesion.place_of(name));
  };
  return {"periosteum",
          lesion.id,
          judgement.verdict,
          {shown("periosteum_layers", measured.periosteum_layers, "periosteum_several_layers"),
           shown("periosteum_thickness", measured.periosteum_thickness, "periosteum_raised_from_mm"),
           shown("periosteum_thickness_to_width", measured.periosteum_thickness_to_width,
                 "periosteum_raised_from_widths"),
           shown("periosteum_assessed_fraction", measured.periosteum_assessed_fraction,
                 "periosteum_assessed_lowest_fraction")},
          std::move(judgement.reason)};
}

}  // namespace osteosign
