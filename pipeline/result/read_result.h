#pragma once
#include "classify/judged_lesion.h"
#include "io/values/clinical_context.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// What a result.json holds that can be judged again without images.
struct StoredMeasurements {
  StudyMeasurements study;
  ResultJson context;  ///< what was known beside the images, in the form of a context file
};

/// Reads the measurements back, by the same descriptions that wrote them. `origin` names the text in
/// messages. Throws InputError naming the place in the file when it is no result of this version, was
/// refused, or lacks what every result has. A measurement that an older version did not write is unknown, and
/// says so.
StoredMeasurements read_result(const ResultJson& result, const std::string& origin);

}  // namespace osteosign
