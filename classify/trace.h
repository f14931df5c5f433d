#pragma once
#include <string>
#include <vector>

#include "classify/conclude.h"

namespace osteosign {

/// What another verdict on one criterion that could not be assessed would have made of the conclusion.
struct WouldChange {
  std::string criterion, subject;
  Conclusion if_benign, if_malignant;
};

/// Why the conclusion is what it is.
struct ConclusionTrace {
  std::string rule = "nothing was judged";  ///< which rule of the seed fired, as a sentence
  std::string source = "no measurements";   ///< of the rule
  std::vector<std::pair<std::string, std::string>> decided_by;  ///< criterion and subject of the findings
  std::vector<WouldChange> would_change;                        ///< those on which the conclusion hangs
};

/// From the findings that may decide, by the same function that concludes: `would_change` asks it again with
/// the verdict put in.
ConclusionTrace trace_of(Conclusion conclusion, const std::vector<Finding>& findings,
                         const StudyMeasurements& study);

}  // namespace osteosign
