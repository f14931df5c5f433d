#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Table 28.2, "Parties molles": normal is benign, swelling is malignant. Swelling: a mass beside the bone
/// that is thicker than its limit by more than its SD. Normal: no mass, where all that was needed to say so
/// was assessable (features/lesion/soft_tissue.h). A thinner mass, or one within its SD of the limit, is
/// neutral. Not assessable with the reason of the measurement. On radiographs soft tissue is not measured by
/// this version.
Finding judge_soft_tissue(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria);
Finding judge_soft_tissue(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria);

}  // namespace osteosign
