#pragma once
#include "pipeline/result/schema_parts.h"

namespace osteosign {

/// `scores` of one lesion, and the keys of the same scores in those of the study.
std::vector<SchemaKey> lesion_score_keys();
/// `differential`, `metastasis_origin`, `clinical_context`, `rules`, and `trace` of the assessment;
/// `criterion` is the schema of a criterion id.
ResultJson differential_schema();
ResultJson metastasis_origins_schema();
ResultJson clinical_context_schema();
ResultJson rules_schema();
ResultJson trace_schema(const ResultJson& criterion);
/// Places by name.
ResultJson places_schema();

}  // namespace osteosign
