#pragma once
#include "classify/assessment.h"
#include "classify/criteria_parameters.h"
#include "classify/judged_lesion.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// The visible list of criteria: each lesion by those of table 28.2, the study by course and number, each
/// vertebra by the box on vertebral lesions, then the rule of one sign.
Assessment assess(const StudyMeasurements& study, const ClinicalContext& context,
                  const CriteriaParameters& criteria);

}  // namespace osteosign
