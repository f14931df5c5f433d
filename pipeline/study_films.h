#pragma once
#include "pipeline/analysis_request.h"
#include "pipeline/parameters.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// The study with each of its radiographs read and measured. A film that cannot be used is refused with its
/// reason.
StudyAnalysis with_films(StudyAnalysis study, const AnalysisRequest& request, const Parameters& parameters);

}  // namespace osteosign
