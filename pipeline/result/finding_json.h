#pragma once
#include <string>
#include <vector>

#include "classify/assessment.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// The words of result.json.
std::string_view word(Verdict verdict);
std::string_view word(Conclusion conclusion);

/// A place that a viewer can jump to.
ResultJson place_json(const ImagePlace& place);

/// The findings on one subject (a lesion id, or "study"), in their order.
ResultJson findings_json(const std::vector<Finding>& findings, const std::string& subject);

/// `findings` of the study: those on it as a whole, then those on each vertebra, which stand with their
/// vertebra, too.
ResultJson study_findings_json(const std::vector<Finding>& findings,
                               const std::vector<std::string>& vertebrae);

/// `assessment` of result.json, without the findings themselves.
ResultJson assessment_json(const Assessment& assessment);

}  // namespace osteosign
