#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "pipeline/parameters.h"

namespace osteosign {

/// What `osteosign parameters` prints: a parameter file with these values and a comment over each line, which
/// reads back to the same values.
std::string parameter_template(const Parameters& parameters);

/// Markdown table of every parameter: default, range, meaning, source.
std::string parameter_table(const Parameters& parameters);

/// Every value in force, by group: the `parameters` of result.json.
nlohmann::ordered_json parameters_in_force(const Parameters& parameters);

/// The unit that a parameter's name ends in, as a reader sees it: "mm" of `margin_sharp_limit_mm`; empty for
/// counts, fractions and ratios.
std::string_view unit_in_name(std::string_view parameter_name);

}  // namespace osteosign
