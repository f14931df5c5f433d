#include "classify/evolution.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "classify/held_against.h"
#include "classify/sign.h"

namespace osteosign {
namespace {

/// Days in which the volume doubles when it becomes `ratio` times itself in the interval; infinite where it
/// does not grow.
double doubling_days(double interval_days, double ratio) {
  return ratio > 1 ? std::numbers::ln2 * interval_days / std::log(ratio)
                   : std::numeric_limits<double>::infinity();
}

/// Rests on numbers that are there, never on a doubling time that is not.
Judgement course_of(const LesionGrowth& growth, const CriteriaParameters& criteria) {
  for (const MeasuredQuantity* needed :
       {&growth.interval, &growth.volume_ratio_lowest, &growth.volume_ratio_highest})
    if (!needed->known()) return {Verdict::not_assessable, needed->reason()};
  const double days = growth.interval.value().value, lowest = growth.volume_ratio_lowest.value().value,
               highest = growth.volume_ratio_highest.value().value;
  if (doubling_days(days, lowest) <= criteria.evolution_fast_doubling_days)
    return {Verdict::malignant, "it grows fast"};
  if (highest < 1)
    return {Verdict::neutral, "it has become smaller: treatment or healing, which this does not tell"};
  if (doubling_days(days, highest) >= criteria.evolution_slow_doubling_days)
    return {Verdict::benign, "it grows slowly or not at all"};
  if (lowest > 1)
    return {Verdict::neutral, "it has grown, and whether fast or slowly lies within the uncertainty"};
  return {Verdict::neutral,
          "it has not surely grown, and the studies lie too near each other to call it slow"};
}

std::vector<Evidence> evidence_of(const JudgedLesion& lesion, const CriteriaParameters& criteria) {
  const LesionGrowth& growth = lesion.growth.value();
  const auto& where = lesion.identity.place;
  const auto as_it_is = [&](const char* name, const MeasuredQuantity& found) {
    return Evidence{name, found, std::nullopt, {}, where};
  };
  return {as_it_is("interval", growth.interval), as_it_is("volume_ratio", growth.volume_ratio),
          as_it_is("diameter_change", growth.diameter_change),
          evidence("doubling_time_longest", growth.doubling_time_longest,
                   threshold(criteria, "evolution_fast_doubling_days"), where),
          evidence("doubling_time_shortest", growth.doubling_time_shortest,
                   threshold(criteria, "evolution_slow_doubling_days"), where)};
}

/// What weighs more for the study when its lesions differ.
int weight(Verdict verdict) {
  switch (verdict) {
    case Verdict::malignant:
      return 4;
    case Verdict::not_assessable:
      return 3;
    case Verdict::neutral:
      return 2;
    case Verdict::benign:
      return 1;
    case Verdict::not_applicable:
      return 0;
  }
  return 0;
}

Judgement course_of(const JudgedLesion& lesion, const CriteriaParameters& criteria) {
  if (!lesion.growth.known()) return {Verdict::not_assessable, lesion.growth.reason()};
  return course_of(lesion.growth.value(), criteria);
}

}  // namespace

Finding judge_evolution(const StudyMeasurements& study, const CriteriaParameters& criteria) {
  if (study.lesions.empty() && study.searched.known())
    return {"evolution", "study", Verdict::not_applicable, {}, "no lesion was found"};
  const JudgedLesion* decisive = nullptr;
  Judgement course{Verdict::not_applicable, {}};
  for (const JudgedLesion& lesion : study.lesions) {
    if (!lesion.only_to_be_looked_at.empty()) continue;
    Judgement of_this = course_of(lesion, criteria);
    if (decisive != nullptr && weight(of_this.verdict) <= weight(course.verdict)) continue;
    decisive = &lesion;
    course = std::move(of_this);
  }
  if (decisive == nullptr)
    return {"evolution",
            "study",
            Verdict::not_assessable,
            {},
            "growth needs a prior study, and none was compared"};
  return {"evolution", "study", course.verdict,
          decisive->growth.known() ? evidence_of(*decisive, criteria) : std::vector<Evidence>{},
          course.reason};
}

}  // namespace osteosign
