#pragma once
#include <string>
#include <vector>

#include "classify/genant.h"
#include "classify/lesion_scores.h"
#include "classify/sins.h"

namespace osteosign {

/// The scores of one vertebra.
struct VertebraScores {
  std::string subject;
  Measured<Genant> genant = Unknown{"not graded"};
  Score<Sins> sins = Unknown{"not scored"};
};

/// What a lateral radiograph tells of one vertebra; SINS is scored on CT alone.
struct FilmVertebraScores {
  std::string subject;
  Measured<Genant> genant = Unknown{"not graded"};
};

/// The worst grade of the column.
struct GenantScore {
  std::string subject;  ///< of the vertebra that has it
  int lowest = 0;
  int highest = 0;
  Measured<std::string> category = Unknown{"not graded"};  ///< unknown while the range spans two grades
};

/// Grading systems that radiologists use beside the signs; the rule of one sign does not see them.
struct Scores {
  std::vector<VertebraScores> vertebrae;           ///< in the order of StudyMeasurements::vertebrae
  std::vector<FilmVertebraScores> film_vertebrae;  ///< those on lateral films
  Score<Sins> sins = Unknown{"no vertebra was measured"};
  Score<GenantScore> genant = Unknown{"no vertebra was measured"};
  std::vector<LesionScores> lesions;  ///< in the order of StudyMeasurements::lesions
  LesionScores study{
      .subject = "study",
      .lodwick = Unknown{"no lesion was measured"},
      .lodwick_madewell = Unknown{"no lesion was measured"},
      .bone_rads = Unknown{"no lesion was measured"},
      .mirels = Unknown{"no lesion was measured"},
      .enneking_t = Unknown{"no lesion was measured"}};  ///< the worst of each over the lesions
};

}  // namespace osteosign
