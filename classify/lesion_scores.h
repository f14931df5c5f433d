#pragma once
#include <string>
#include <variant>
#include <vector>

#include "classify/criteria_parameters.h"
#include "classify/judged_lesion.h"
#include "classify/score.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// Points, or the name of a grade.
using ScoreValue = std::variant<int, std::string>;

/// What one component of a score can be by what is known.
struct ScorePart {
  std::string name;
  ScoreValue lowest, highest;
  std::string because;
};

/// The score of one lesion: certain, or between two values.
struct LesionScore {
  std::string subject;  ///< id of the lesion
  ScoreValue lowest, highest;
  int lowest_rank = 0, highest_rank = 0;  ///< for comparing lesions: points, or place of the grade
  Measured<std::string> category = Unknown{"not scored"};  ///< unknown while the range spans several
  std::string issuer, edition;
  std::vector<ScorePart> parts;
  std::vector<std::string> would_decide;  ///< parts that are not certain, while the category is not
};

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
