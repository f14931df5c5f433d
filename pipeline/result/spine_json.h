#pragma once
#include "classify/assessment.h"
#include "pipeline/result/json_values.h"
#include "pipeline/result/spine_result.h"

namespace osteosign {

/// `spine` of result.json: {"unknown": why} when there is none. Findings and scores of a vertebra are picked
/// by its subject.
ResultJson spine_json(const Measured<SpineResult>& spine, const Assessment& assessment);

}  // namespace osteosign
