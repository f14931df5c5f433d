#pragma once
#include "classify/assessment.h"
#include "pipeline/result/json_values.h"
#include "pipeline/result/spine_result.h"

namespace osteosign {

/// `spine` of result.json: {"unknown": why} when there is none. Findings and scores of a vertebra are picked
/// by its subject.
ResultJson spine_json(const Measured<SpineResult>& spine, const Assessment& assessment);

/// One entry of `film_spines`: the vertebrae of a radiograph, or why there are none.
ResultJson film_spine_json(const FilmSpineResult& film, const Assessment& assessment);

}  // namespace osteosign
