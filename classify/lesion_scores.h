#pragma once
#include <string>

#include "classify/criteria_parameters.h"
#include "classify/judged_lesion.h"
#include "classify/lesion_score.h"
#include "classify/score.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// The grading systems of one lesion. Each is unknown, or does not apply, with the reason.
struct LesionScores {
  std::string subject;
  Score<LesionScore> lodwick = Unknown{"not scored"};
  Score<LesionScore> lodwick_madewell = Unknown{"not scored"};
  Score<LesionScore> bone_rads = Unknown{"not scored"};
  Score<LesionScore> mirels = Unknown{"not scored"};
  /// T of Enneking alone: G needs histology and M needs staging, so that no stage is given.
  Score<LesionScore> enneking_t = Unknown{"not scored"};
};

/// Lodwick's grades are of lytic lesions. ACR Bone-RADS is of radiographs, of lesions that are not purely
/// sclerotic (by default) and do not sit on the surface. Mirels is of long bones.
LesionScores lesion_scores(const JudgedLesion& lesion, const ClinicalContext& context,
                           const CriteriaParameters& criteria);

}  // namespace osteosign
