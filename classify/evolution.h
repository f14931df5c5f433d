#pragma once
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Below table 28.2: a slow course is benign, a fast one malignant. Growth needs two studies, so one study
/// alone is not assessable.
Finding judge_evolution(const StudyMeasurements& study);

}  // namespace osteosign
