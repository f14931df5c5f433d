#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "pipeline/report/language.h"
#include "pipeline/report/picture.h"
#include "pipeline/report/print_pages.h"

namespace osteosign {

/// The report on paper: what report.html says first, without the parameters and without the measurements of
/// vertebrae that show nothing. `date_time` is YYYYMMDD and HHMMSS of the document.
PrintedDocument printed_report(const nlohmann::ordered_json& result,
                               const std::vector<ReportPicture>& pictures, const std::string& date,
                               const std::string& time, Language language);

}  // namespace osteosign
