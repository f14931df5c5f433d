#pragma once
#include "features/follow_up/compare_studies.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// How one lesion changed since the earlier study, or why that is not known.
ResultJson growth_json(const Measured<FollowedGrowth>& growth);

/// The earlier study and which of its lesions were not found again.
ResultJson comparison_json(const Measured<StudyComparison>& comparison);

/// Where a lesion lies, in words.
ResultJson location_json(const LesionLocation& location);

/// Puts a comparison into a stored result: the key `prior` and the growth of each lesion.
void put_comparison(const StudyComparison& comparison, ResultJson& result);

/// Their schemas.
ResultJson growth_schema();
ResultJson comparison_schema();
ResultJson location_schema();

}  // namespace osteosign
