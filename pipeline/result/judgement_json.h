#pragma once
#include "classify/assessment.h"
#include "classify/criteria_parameters.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// `differential` and `metastasis_origin` of result.json.
ResultJson differential_json(const std::vector<RankedTumour>& tumours);
ResultJson metastasis_origins_json(const std::vector<RankedOrigin>& origins);

/// `clinical_context`: what was given, in the form of a context file, so that a stored result can be judged
/// again; what each item leans to; and what nobody gave.
ResultJson clinical_context_json(const ClinicalContext& given, const ContextLeanings& leanings);

/// `trace` of the assessment.
ResultJson trace_json(const ConclusionTrace& trace);

/// `rules`: which set of rules and tables was used, and the thresholds that differ from those it came with.
ResultJson rules_json(const CriteriaParameters& in_force);

}  // namespace osteosign
