#pragma once
#include "classify/criteria_parameters.h"
#include "classify/judged_lesion.h"
#include "classify/lesion_score.h"
#include "classify/score.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// Mirels' score of a lesion of a long bone, a range over what is not known, and over both sides of a border
/// that lies within one standard deviation: pain comes from the context, the size in parts of the diameter of
/// the bone from CT alone. Not applicable to a bone that is broken already.
Score<LesionScore> mirels_score(const JudgedLesion& lesion, const Measured<DensityClass>& density,
                                const ClinicalContext& context, const CriteriaParameters& criteria);

}  // namespace osteosign
