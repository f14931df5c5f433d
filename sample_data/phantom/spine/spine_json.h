#pragma once
#include <nlohmann/json.hpp>

#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::phantom {

/// truth.json of a spine (schema in README.md), keys in a fixed order.
nlohmann::ordered_json truth_of(const SpineCt& scanned);
nlohmann::ordered_json described_phantom(const SpinePhantom& phantom);

}  // namespace osteosign::phantom
