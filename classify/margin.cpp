#include "classify/margin.h"

#include <initializer_list>

#include "classify/held_against.h"

namespace osteosign {
namespace {

/// A margin as both kinds of image measure it: a width, its name and its limits differ.
struct MarginMeasurements {
  std::string_view width_name;
  const MeasuredQuantity& width;
  const MeasuredQuantity& sharp_fraction;
  const MeasuredQuantity& wide_fraction;
  const MeasuredQuantity& valid_fraction;
  Threshold sharp_limit;
  Threshold wide_limit;
};

MarginMeasurements margin_of(const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  return {"margin_width",
          measured.margin_width,
          measured.margin_sharp_fraction,
          measured.margin_wide_fraction,
          measured.margin_valid_fraction,
          threshold(criteria, "margin_sharp_limit_mm"),
          threshold(criteria, "margin_wide_limit_mm")};
}

MarginMeasurements margin_of(const RadiographLesionMeasurements& measured,
                             const CriteriaParameters& criteria) {
  return {"margin_width_to_radius",
          measured.margin_width_to_radius,
          measured.margin_sharp_fraction,
          measured.margin_wide_fraction,
          measured.margin_valid_fraction,
          threshold(criteria, "margin_sharp_limit_to_radius_ratio"),
          threshold(criteria, "margin_wide_limit_to_radius_ratio")};
}

bool above(const MeasuredQuantity& found, double limit) {
  return found.known() && held_against(found.value(), limit) == Standing::above;
}

bool too_close(const MeasuredQuantity& found, double limit) {
  return held_against(found.value(), limit) == Standing::too_close;
}

std::optional<Unknown> too_little_seen(const MarginMeasurements& margin, const CriteriaParameters& criteria) {
  if (!margin.valid_fraction.known()) return margin.valid_fraction.unknown();
  const Standing standing =
      held_against(margin.valid_fraction.value(), criteria.margin_valid_lowest_fraction);
  if (standing == Standing::at || standing == Standing::above) return std::nullopt;
  return Unknown{"too little of the margin could be measured"};
}

Measured<Border> border_of(const MarginMeasurements& margin, const CriteriaParameters& criteria) {
  if (const auto unseen = too_little_seen(margin, criteria)) return *unseen;
  const double wide_highest = criteria.margin_wide_highest_fraction;
  const double sharp_lowest = criteria.margin_sharp_lowest_fraction;
  if (above(margin.wide_fraction, wide_highest) || above(margin.width, margin.wide_limit.value))
    return Border::blurred;
  // Not blurred is a statement, too: it needs every value.
  for (const auto* needed : {&margin.width, &margin.sharp_fraction, &margin.wide_fraction})
    if (!needed->known()) return needed->unknown();
  if (!margin.width.value().sd || too_close(margin.width, margin.sharp_limit.value) ||
      too_close(margin.width, margin.wide_limit.value) || too_close(margin.wide_fraction, wide_highest) ||
      too_close(margin.sharp_fraction, sharp_lowest))
    return Border::uncertain;
  const bool narrow = held_against(margin.width.value(), margin.sharp_limit.value) == Standing::below;
  const bool sharp = held_against(margin.sharp_fraction.value(), sharp_lowest) != Standing::below;
  return narrow && sharp ? Border::sharp : Border::between;
}

std::vector<Evidence> evidence_of(const MarginMeasurements& margin, const LesionIdentity& lesion,
                                  const CriteriaParameters& criteria) {
  // The width is shown against the limit that it comes nearer to crossing.
  const bool wider = margin.width.known() && margin.width.value().value > margin.sharp_limit.value;
  return {
      evidence(margin.width_name, margin.width, wider ? margin.wide_limit : margin.sharp_limit, lesion.place),
      evidence("margin_sharp_fraction", margin.sharp_fraction,
               threshold(criteria, "margin_sharp_lowest_fraction"), lesion.place),
      evidence("margin_wide_fraction", margin.wide_fraction,
               threshold(criteria, "margin_wide_highest_fraction"), lesion.place),
      evidence("margin_valid_fraction", margin.valid_fraction,
               threshold(criteria, "margin_valid_lowest_fraction"), lesion.place)};
}

Finding finding_of(const MarginMeasurements& margin, const LesionIdentity& lesion,
                   const CriteriaParameters& criteria) {
  const Measured<Border> found = border_of(margin, criteria);
  Finding finding{"margin", lesion.id, Verdict::not_assessable, evidence_of(margin, lesion, criteria),
                  found.reason()};
  if (!found.known()) return finding;
  switch (found.value()) {
    case Border::sharp:
      finding.verdict = Verdict::benign;
      finding.reason = "the margin is sharp nearly everywhere";
      break;
    case Border::blurred:
      finding.verdict = Verdict::malignant;
      finding.reason = "the margin is blurred over a good part";
      break;
    case Border::between:
      finding.verdict = Verdict::neutral;
      finding.reason = "the margin is neither sharp nor blurred";
      break;
    case Border::uncertain:
      finding.verdict = Verdict::neutral;
      finding.reason =
          "a value lies within one standard deviation of its threshold, or its deviation is not known";
      break;
  }
  return finding;
}

}  // namespace

Measured<Border> border(const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  return border_of(margin_of(measured, criteria), criteria);
}

Measured<Border> border(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria) {
  return border_of(margin_of(measured, criteria), criteria);
}

std::vector<Evidence> border_evidence(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                                      const CriteriaParameters& criteria) {
  return evidence_of(margin_of(measured, criteria), lesion, criteria);
}

std::vector<Evidence> border_evidence(const RadiographLesionMeasurements& measured,
                                      const LesionIdentity& lesion, const CriteriaParameters& criteria) {
  return evidence_of(margin_of(measured, criteria), lesion, criteria);
}

Finding judge_margin(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria) {
  return finding_of(margin_of(measured, criteria), lesion, criteria);
}

Finding judge_margin(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria) {
  return finding_of(margin_of(measured, criteria), lesion, criteria);
}

}  // namespace osteosign
