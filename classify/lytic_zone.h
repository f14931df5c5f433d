#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Table 28.2, "Zone lytique": a peripheral sclerotic rim ("liseré condensé périphérique") is benign, lysis
/// with blurred borders ("mitée ou vermoulue") is malignant. A partial or absent rim says nothing. Benign
/// needs both the rim and a border that is known not to be blurred. Not applicable to a sclerotic lesion,
/// which has no lytic zone; not assessable when the density class, the border or the rim is unknown.
Finding judge_lytic_zone(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria);
Finding judge_lytic_zone(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria);

}  // namespace osteosign
