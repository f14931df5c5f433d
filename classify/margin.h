#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// What the measurements of a margin come to. `uncertain`: a value lies within one standard deviation of its
/// threshold, or the width has no standard deviation.
enum class Border { sharp, between, uncertain, blurred };

/// Blurred: more than 25 % of what was measured is wide, or the median width lies above the wide limit; a
/// part is enough to see it. Sharp: at least half of the margin was measured, 75 % of that is sharp, no more
/// than 25 % wide, and the median width lies below the sharp limit. Unknown when not blurred and a value is
/// unknown, or less than half was measured. On radiographs widths are shares of the lesion's radius, since a
/// sharp sphere already projects to a soft edge (methods B4).
Measured<Border> border(const CtLesionMeasurements& measured, const CriteriaParameters& criteria);
Measured<Border> border(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria);

/// The values that `border` rests on.
std::vector<Evidence> border_evidence(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                                      const CriteriaParameters& criteria);
std::vector<Evidence> border_evidence(const RadiographLesionMeasurements& measured,
                                      const LesionIdentity& lesion, const CriteriaParameters& criteria);

/// Table 28.2, "Limites": sharp is benign, blurred is malignant.
Finding judge_margin(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria);
Finding judge_margin(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria);

}  // namespace osteosign
