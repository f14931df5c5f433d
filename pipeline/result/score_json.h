#pragma once
#include "classify/scores.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// {grade, type} of one vertebra.
ResultJson genant_json(const Measured<Genant>& graded);

/// {subject, lowest, highest, category, issuer, edition, parts} | {unknown} | {not_applicable}.
ResultJson sins_json(const Score<Sins>& score);

/// `scores` of one lesion.
ResultJson lesion_scores_json(const LesionScores& scores);
/// Those of the lesion with that id. One that was not scored is a bug.
const LesionScores& scores_of(const Scores& scores, const std::string& lesion);

/// `scores` of result.json: the worst of the lesions and of the vertebrae.
ResultJson scores_json(const Scores& scores);

}  // namespace osteosign
