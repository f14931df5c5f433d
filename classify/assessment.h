#pragma once
#include <string>
#include <vector>

#include "classify/finding.h"
#include "classify/scores.h"

namespace osteosign {

enum class Conclusion { suspicious, benign_appearance, indeterminate, no_lesion_found };

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
  std::vector<std::string> next_steps;
};

}  // namespace osteosign
