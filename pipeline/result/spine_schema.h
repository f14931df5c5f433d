#pragma once
#include "pipeline/result/json_values.h"

namespace osteosign {

/// The schema of `spine`, of one SINS (which stands at a vertebra and in `scores`), and of `scores`.
ResultJson spine_schema();
/// The vertebrae of one radiograph.
ResultJson film_spine_schema();
ResultJson sins_schema();
ResultJson scores_schema();

}  // namespace osteosign
