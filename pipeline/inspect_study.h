#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "io/dicom/find_series.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// What `osteosign inspect --json` prints: studies, series with their geometry as `analyze` would read it,
/// the series that would be analyzed, what would be refused and why. Reads every image, so that a damaged one
/// shows up here too.
nlohmann::ordered_json inspect_listing(const Listing& listing, GapPolicy gaps);

/// The same as text for a person.
std::string inspection_text(const nlohmann::ordered_json& inspection);

}  // namespace osteosign
