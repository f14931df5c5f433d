#include "classify/cortex.h"

#include "classify/held_against.h"
#include "classify/sign.h"

namespace osteosign {
namespace {

bool stands(const MeasuredQuantity& found, double limit, Standing standing) {
  return found.known() && held_against(found.value(), limit) == standing;
}

const MeasuredQuantity& hole_in(const CtLesionMeasurements& measured) { return measured.cortex_breach_area; }
const MeasuredQuantity& hole_in(const RadiographLesionMeasurements& measured) {
  return measured.cortex_interruption_to_width;
}

/// Why it cannot be said that the cortex is respected: that is a statement, too, and needs every value.
template <class Measurements>
std::optional<std::string> not_enough_seen(const Measurements& measured, const CriteriaParameters& criteria) {
  for (const auto* needed :
       {&hole_in(measured), &measured.cortex_erosion_depth, &measured.cortex_assessed_fraction})
    if (!needed->known()) return needed->reason();
  if (!stands(measured.cortex_assessed_fraction, criteria.cortex_assessed_lowest_fraction, Standing::below))
    return std::nullopt;
  return "what could be assessed of the cortex is neither broken nor deeply eroded, but it is too little of "
         "it";
}

/// Of a cortex without a hole.
Judgement judgement_of_erosion(const MeasuredQuantity& depth, const CriteriaParameters& criteria,
                               const char* respected) {
  switch (held_against(depth.value(), criteria.cortex_erosion_shallow_limit_fraction)) {
    case Standing::below:
      return {Verdict::benign, respected};
    case Standing::too_close:
      return {Verdict::neutral, "whether the cortex is eroded lies within the uncertainty of its thickness"};
    case Standing::at:
    case Standing::above:
      break;
  }
  if (stands(depth, criteria.cortex_erosion_deep_limit_fraction, Standing::below))
    return {Verdict::neutral, "the cortex is eroded, but not to more than two thirds"};
  return {Verdict::neutral,
          "the cortex is eroded to about two thirds of its thickness: whether to more lies within the "
          "uncertainty"};
}

constexpr const char* deeply_eroded = "the cortex is eroded to more than two thirds of its thickness";

Judgement judgement_of(const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  if (stands(measured.cortex_breach_area, criteria.cortex_breach_limit_mm2, Standing::above))
    return {Verdict::malignant, "the cortex is broken"};
  if (stands(measured.cortex_erosion_depth, criteria.cortex_erosion_deep_limit_fraction, Standing::above))
    return {Verdict::malignant, deeply_eroded};
  if (const auto reason = not_enough_seen(measured, criteria)) return {Verdict::not_assessable, *reason};
  if (measured.cortex_breach_area.value().value > 0)
    return {Verdict::neutral, "there is a hole in the cortex that may be the canal of a vessel"};
  return judgement_of_erosion(measured.cortex_erosion_depth, criteria,
                              "the cortex beside the lesion is respected");
}

Judgement judgement_of(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria) {
  if (stands(measured.cortex_interruption_to_width, criteria.cortex_interruption_limit_to_width_ratio,
             Standing::above))
    return {Verdict::malignant, "the line of the cortex is interrupted beside the lesion"};
  if (stands(measured.cortex_erosion_depth, criteria.cortex_erosion_deep_limit_fraction, Standing::above))
    return {Verdict::malignant, deeply_eroded};
  if (const auto reason = not_enough_seen(measured, criteria)) return {Verdict::not_assessable, *reason};
  if (measured.cortex_interruption_to_width.value().value > 0)
    return {Verdict::neutral, "the line of the cortex has a short gap that may be the canal of a vessel"};
  return judgement_of_erosion(measured.cortex_erosion_depth, criteria,
                              "the cortex that the view shows edge-on is respected; destruction in front of "
                              "the lesion or behind it is not excluded");
}

/// The depth is shown against the limit that it comes nearer to crossing.
std::string_view limit_of_erosion(const MeasuredQuantity& depth, const CriteriaParameters& criteria) {
  const bool eroded = depth.known() && depth.value().value > criteria.cortex_erosion_shallow_limit_fraction;
  return eroded ? "cortex_erosion_deep_limit_fraction" : "cortex_erosion_shallow_limit_fraction";
}

}  // namespace

Finding judge_cortex(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  const auto shown = [&](std::string_view name, const MeasuredQuantity& found, std::string_view limit) {
    return evidence(name, found, threshold(criteria, limit), lesion.place_of(name));
  };
  return {"cortex",
          lesion.id,
          judgement.verdict,
          {shown("cortex_breach_area", measured.cortex_breach_area, "cortex_breach_limit_mm2"),
           shown("cortex_erosion_depth", measured.cortex_erosion_depth,
                 limit_of_erosion(measured.cortex_erosion_depth, criteria)),
           shown("cortex_assessed_fraction", measured.cortex_assessed_fraction,
                 "cortex_assessed_lowest_fraction")},
          std::move(judgement.reason)};
}

Finding judge_cortex(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  const auto shown = [&](std::string_view name, const MeasuredQuantity& found, std::string_view limit) {
    return evidence(name, found, threshold(criteria, limit), lesion.place_of(name));
  };
  return {"cortex",
          lesion.id,
          judgement.verdict,
          {shown("cortex_interruption_to_width", measured.cortex_interruption_to_width,
                 "cortex_interruption_limit_to_width_ratio"),
           shown("cortex_erosion_depth", measured.cortex_erosion_depth,
                 limit_of_erosion(measured.cortex_erosion_depth, criteria)),
           shown("cortex_assessed_fraction", measured.cortex_assessed_fraction,
                 "cortex_assessed_lowest_fraction")},
          std::move(judgement.reason)};
}

}  // namespace osteosign
