#pragma once
#include "classify/judged_lesion.h"
#include "classify/lesion_score.h"
#include "classify/score.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// Mirels' score of a lesion of a long bone, a range over what is not known: pain comes from the context, the
/// size in parts of the diameter of the bone is not measured by this version.
Score<LesionScore> mirels_score(const JudgedLesion& lesion, const Measured<DensityClass>& density,
                                const ClinicalContext& context);

}  // namespace osteosign
