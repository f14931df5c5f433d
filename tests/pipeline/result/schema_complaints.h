#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace osteosign::test {

/// What a JSON Schema has against a document, as an independent validator (valijson) sees it; empty when it
/// has nothing.
std::string schema_complaints(const nlohmann::json& schema, const nlohmann::json& document);

}  // namespace osteosign::test
