#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "pipeline/result/study_result.h"

namespace osteosign {

/// result.json of one study: its keys in a fixed order. Numbers are rounded as json_values.h
/// says; what is unknown is an object {"unknown": reason}, never null or NaN. The same result gives the same
/// bytes.
nlohmann::ordered_json result_json(const StudyResult& result);

/// The bytes of the file, two blanks for each depth. A text that is not UTF-8 gets U+FFFD where it is not.
std::string result_text(const nlohmann::ordered_json& result);

}  // namespace osteosign
