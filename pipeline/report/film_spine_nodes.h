#pragma once
#include <mstch/mstch.hpp>
#include <nlohmann/json.hpp>

namespace osteosign {

/// The vertebrae on films as the report shows them: a node for each film on which some were measured.
mstch::array film_spine_nodes(const nlohmann::ordered_json& result);

}  // namespace osteosign
