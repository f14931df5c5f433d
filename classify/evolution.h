#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Below table 28.2: a slow course is benign, a fast one malignant. One lesion that grows fast is enough; the
/// course is slow only when that of every lesion is. What lies between is neutral, and so is a lesion that
/// became smaller: treatment and healing are not told apart. Candidates that decide nothing are left out.
Finding judge_evolution(const StudyMeasurements& study, const CriteriaParameters& criteria);

}  // namespace osteosign
