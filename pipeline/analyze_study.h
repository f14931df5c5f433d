#pragma once
#include <optional>

#include "features/follow_up/match_lesions.h"
#include "io/values/clinical_context.h"
#include "pipeline/analysis_request.h"
#include "pipeline/parameters.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// Reads, measures and judges one study. A series or a film that cannot be used is listed with its reason and
/// the others go on; throws InputError when none is left, when the inputs hold several studies or no image at
/// all. With an earlier study of the same patient the growth of each lesion that both show is judged, too.
StudyAnalysis analyze_study(const AnalysisRequest& request, const Parameters& parameters,
                            const ClinicalContext& context,
                            const std::optional<FollowedStudy>& earlier = std::nullopt);

}  // namespace osteosign
