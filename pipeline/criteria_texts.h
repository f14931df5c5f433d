#pragma once
#include <string>

#include "classify/criteria_parameters.h"

namespace osteosign {

/// What `osteosign criteria` prints: each criterion with its statement, what is benign and what malignant,
/// its thresholds in force with unit and source, and its reference.
std::string criteria_text(const CriteriaParameters& criteria);

/// The same as a Markdown table: the generated part of classify/README.md.
std::string criteria_table(const CriteriaParameters& criteria);

}  // namespace osteosign
