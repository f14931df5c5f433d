#pragma once
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Below table 28.2: multiple lesions speak for malignancy, "with a few exceptions (osteochondromas and
/// enchondromas)": lesions that all show the matrix of cartilage or are outgrowths are neutral. Lesions of
/// one image are counted apart; two images may show the same one. Candidates of a search that cannot be
/// relied on, and those of low confidence, do not count; while they may be lesions, a lesion is not single. A
/// single one is benign; not assessable when no search was made: a lesion that a user marked need not be all
/// there is.
Finding judge_multiplicity(const StudyMeasurements& study);

}  // namespace osteosign
