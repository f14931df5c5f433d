#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace osteosign {

/// "12.3 ± 0.4 mm" from {"value": 12.3, "unit": "mm", "sd": 0.4}; at most four significant digits, as many as
/// the standard deviation justifies.
std::string measured_text(const nlohmann::ordered_json& measurement);

/// "margin width 1.2 mm, threshold 3 mm (source)" from one evidence entry; an unknown value is given with its
/// reason.
std::string evidence_text(const nlohmann::ordered_json& evidence);

/// "longest diameter" from "longest_diameter".
std::string words_from_key(const std::string& key);

}  // namespace osteosign
