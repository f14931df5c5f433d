#pragma once
#include <vector>

#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"
#include "classify/scores.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// The scores of each vertebra, and of the study the highest of them: by what is certain first, then by what
/// is possible. Vertebrae that cannot be graded are listed, but do not count.
Scores scores(const StudyMeasurements& study, const std::vector<Finding>& findings,
              const ClinicalContext& context, const CriteriaParameters& criteria);

}  // namespace osteosign
