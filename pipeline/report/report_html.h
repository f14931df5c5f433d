#pragma once
#include <mstch/mstch.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "pipeline/report/language.h"
#include "pipeline/report/picture.h"

namespace osteosign {

/// What the report says, by the names that its template has.
mstch::map report_page(const nlohmann::ordered_json& result, std::vector<ReportPicture> pictures);

/// The self-contained page of one study: everything it says stands in `result` (result.json), the pictures
/// are inside. Printed from pipeline/report/report.mustache, in the language that is asked for. Throws
/// OutputError when a picture cannot be encoded.
std::string report_html(const nlohmann::ordered_json& result, const std::vector<ReportPicture>& pictures,
                        Language language = Language::english);

}  // namespace osteosign
