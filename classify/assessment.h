#pragma once
#include <string>
#include <vector>

#include "classify/context_leaning.h"
#include "classify/differential.h"
#include "classify/finding.h"
#include "classify/scores.h"
#include "classify/trace.h"

namespace osteosign {

struct NotAssessed {
  std::string criterion;
  std::string subject;
  std::string reason;
};

/// What a study comes to. One malignant sign is enough for `suspicious`; benign only when every imaging
/// criterion is. Findings on candidates of low confidence are listed with that remark and decide nothing:
/// with one of them a study is neither benign nor free of lesions.
struct Assessment {
  Conclusion conclusion = Conclusion::indeterminate;
  std::vector<Finding> findings;
  std::vector<std::string> malignant_signs;  ///< criterion ids, in the order of table 28.2
  std::vector<std::string> benign_signs;
  std::vector<NotAssessed> not_assessable;
  Scores scores;
  ClinicalContext patient;                                         ///< what was known beside the images
  Measured<std::string> searched = Unknown{"nothing was judged"};  ///< StudyMeasurements::searched
  ConclusionTrace trace;
  ContextLeanings context;
  std::vector<RankedTumour> differential;        ///< of the lesion with the most malignant signs
  std::vector<RankedOrigin> metastasis_origins;  ///< when a metastasis is possible
  std::vector<std::string> next_steps;
};

}  // namespace osteosign
