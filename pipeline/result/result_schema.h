#pragma once
#include <nlohmann/json_fwd.hpp>

namespace osteosign {

/// JSON Schema (draft-07) of result.json, printed from the same descriptions as result.json itself. The
/// committed and installed pipeline/result/result_schema.json is this text; a test compares them.
nlohmann::ordered_json result_schema();

}  // namespace osteosign
