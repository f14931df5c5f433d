#pragma once
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "pipeline/analysis_request.h"
#include "pipeline/report/picture.h"
#include "pipeline/result/study_result.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// Writes what of `sr`, `seg`, `sc` and `pdf` is asked for: measurements.dcm; segmentation.dcm of the first
/// CT series and series_N/segmentation.dcm of each further one; captures/PICTURE.dcm; report.pdf and
/// report_pdf.dcm. `json` is result.json. Returns what the user should hear of. Throws OutputError.
std::vector<std::string> write_objects(const StudyAnalysis& study, const StudyResult& result,
                                       const nlohmann::ordered_json& json,
                                       const std::vector<ReportPicture>& pictures,
                                       const AnalysisRequest& request, const std::filesystem::path& folder);

}  // namespace osteosign
