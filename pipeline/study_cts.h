#pragma once
#include "pipeline/analysis_request.h"
#include "pipeline/parameters.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// The study with its CT series read and measured: the best one for bone, or all. A series that cannot be
/// used is refused with its reason; parameters or prompts that are wrong (UsageError) end the run.
StudyAnalysis with_cts(StudyAnalysis study, const AnalysisRequest& request, const Parameters& parameters);

/// Lists a series as refused: each of its files with the reason.
void refuse_series(StudyAnalysis& study, const SeriesEntry& series, const std::string& reason);

}  // namespace osteosign
