#pragma once
#include <mstch/mstch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "pipeline/report/picture.h"

namespace osteosign {

/// The string at a key, or an empty one.
std::string text_or_empty(const nlohmann::ordered_json& object, const char* key);
/// The text of a value that may be an `unknown` object.
std::string text_or_unknown(const nlohmann::ordered_json& value);
/// "margin, lytic zone" from keys, or "none".
std::string joined(const nlohmann::ordered_json& keys);
/// What a criterion is about, as a reader sees it ("Margin"), and a list of them.
std::string subject_of(const std::string& criterion_id);
std::string joined_subjects(const nlohmann::ordered_json& criterion_ids);

// Parts of result.json as the template takes them.
mstch::array text_array(const nlohmann::ordered_json& texts);
mstch::map picture_node(const ReportPicture& picture);
mstch::array picture_nodes(const std::vector<ReportPicture>& pictures, const std::string& subject);
mstch::array finding_nodes(const nlohmann::ordered_json& findings);
mstch::array measurement_nodes(const nlohmann::ordered_json& measurements);

}  // namespace osteosign
