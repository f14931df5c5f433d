#include "classify/lytic_zone.h"

#include "classify/held_against.h"
#include "classify/margin.h"
#include "classify/sign.h"

namespace osteosign {
namespace {

Judgement by_rim(const MeasuredQuantity& rim_completeness, const CriteriaParameters& criteria) {
  if (!rim_completeness.known()) return {Verdict::not_assessable, rim_completeness.reason()};
  switch (held_against(rim_completeness.value(), criteria.lytic_zone_rim_lowest_fraction)) {
    case Standing::above:
      return {Verdict::benign, "a sclerotic rim goes round the lesion and its border is not blurred"};
    case Standing::too_close:
      return {Verdict::neutral,
              "the completeness of the rim lies within one standard deviation of its threshold"};
    case Standing::at:
    case Standing::below:
      break;
  }
  return {Verdict::neutral, "the border is not blurred, and no sclerotic rim goes all the way round"};
}

template <class Measurements>
Judgement judgement_of(const Measurements& measured, const CriteriaParameters& criteria) {
  if (!measured.density.known()) return {Verdict::not_assessable, measured.density.reason()};
  if (measured.density.value() == DensityClass::sclerotic)
    return {Verdict::not_applicable, "the lesion is sclerotic: it has no lytic zone"};
  const Measured<Border> found = border(measured, criteria);
  if (!found.known()) return {Verdict::not_assessable, found.reason()};
  if (found.value() == Border::blurred) return {Verdict::malignant, "the lysis has blurred borders"};
  if (found.value() == Border::uncertain)
    return {Verdict::neutral, "whether the border is blurred lies within the uncertainty of its width"};
  return by_rim(measured.rim_completeness, criteria);
}

template <class Measurements>
Finding finding_of(const Measurements& measured, const LesionIdentity& lesion,
                   const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  Finding finding{"lytic_zone", lesion.id, judgement.verdict, {}, std::move(judgement.reason)};
  if (judgement.verdict == Verdict::not_applicable) return finding;
  finding.evidence = border_evidence(measured, lesion, criteria);
  finding.evidence.push_back(evidence("rim_completeness", measured.rim_completeness,
                                      threshold(criteria, "lytic_zone_rim_lowest_fraction"), lesion.place));
  return finding;
}

}  // namespace

Finding judge_lytic_zone(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria) {
  return finding_of(measured, lesion, criteria);
}

Finding judge_lytic_zone(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria) {
  return finding_of(measured, lesion, criteria);
}

}  // namespace osteosign
