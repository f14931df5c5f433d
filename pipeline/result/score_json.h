#pragma once
#include "classify/scores.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// {grade, type} of one vertebra.
ResultJson genant_json(const Measured<Genant>& graded);

/// {subject, lowest, highest, category, issuer, edition, parts} | {unknown} | {not_applicable}.
ResultJson sins_json(const Score<Sins>& score);

/// `scores` of result.json.
ResultJson scores_json(const Scores& scores);

}  // namespace osteosign
