#pragma once
#include "classify/finding.h"
#include "pipeline/result/json_values.h"
#include "pipeline/result/lesion_result.h"

namespace osteosign {

/// The words of result.json.
std::string_view word(LesionOrigin origin);
std::string_view word(DensityClass density);

/// One entry of `lesions`; its findings are picked from all findings by its id.
ResultJson lesion_json(const LesionResult& lesion, const std::vector<Finding>& findings);

}  // namespace osteosign
