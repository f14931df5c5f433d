#pragma once
#include "classify/assessment.h"
#include "pipeline/result/json_values.h"
#include "pipeline/result/lesion_result.h"

namespace osteosign {

/// The words of result.json.
std::string_view word(LesionOrigin origin);
std::string_view word(DensityClass density);

/// One entry of `lesions`; its findings and scores are picked from the assessment by its id.
ResultJson lesion_json(const LesionResult& lesion, const Assessment& assessment);

}  // namespace osteosign
