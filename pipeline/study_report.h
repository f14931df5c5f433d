#pragma once
#include "pipeline/parameters.h"
#include "pipeline/result/study_result.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// What result.json says of an analyzed study: provenance added to what was found.
StudyResult study_result(const StudyAnalysis& study, const Parameters& parameters);

/// The same for a study that could not be analyzed.
StudyResult refused_result(const Failure& failure, const Parameters& parameters);

}  // namespace osteosign
