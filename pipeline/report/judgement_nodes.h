#pragma once
#include "pipeline/report/report_nodes.h"

namespace osteosign {

/// What stands on the first page: the rule that fired, each malignant sign with the numbers that it rests on,
/// benign signs, what could not be assessed, and the next steps.
void add_conclusion(const nlohmann::ordered_json& result, mstch::map& page);

/// Differential, origins of metastases and clinical context, as far as there are any.
void add_orientation(const nlohmann::ordered_json& result, mstch::map& page);

/// The table of what could not be assessed: one line for each reason, with the subjects that share it and
/// what the conclusion would have become.
void add_not_assessable(const nlohmann::ordered_json& assessment, mstch::map& page);

/// The scores of one lesion.
mstch::array score_nodes(const nlohmann::ordered_json& scores);

}  // namespace osteosign
