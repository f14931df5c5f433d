#pragma once
#include <string>
#include <vector>

#include "classify/assessment.h"
#include "classify/criteria_parameters.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// What the seed asks for next (sections II.D, II.E, IV.D, V and the key points), in plain English; it
/// orients the work-up and prescribes nothing. A suspicious lesion is worked up as a metastasis first when a
/// primary cancer is known, the lesions are several or the patient is over fifty; as a primary tumour first
/// when the patient is known to be younger; both ways when the age is unknown. Needs conclusion, signs,
/// what was not assessed, and scores.
std::vector<std::string> next_steps(const Assessment& assessment, const ClinicalContext& context,
                                    const CriteriaParameters& criteria);

}  // namespace osteosign
