#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"

namespace osteosign {

/// Box on vertebral lesions: a posterior wall that bulges ("bombement") or is broken ("rupture") is
/// malignant. A bulge must be a smooth arch: a corner that is pushed back at an angle is what benign
/// fractures do (methods A9.1). Benign needs bulge, gap and at least half of the wall to be known.
Finding judge_posterior_wall(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
