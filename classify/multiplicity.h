#pragma once
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Below table 28.2: multiple lesions speak for malignancy, "with a few exceptions (osteochondromas and
/// enchondromas)", which images alone do not settle; a single one is benign. Not assessable when no search
/// was made: the lesions that a user marked are not all there may be.
Finding judge_multiplicity(const StudyMeasurements& study);

}  // namespace osteosign
