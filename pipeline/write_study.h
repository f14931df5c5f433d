#pragma once
#include <filesystem>

#include "pipeline/analysis_request.h"
#include "pipeline/result/study_result.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// Writes what was asked for into a folder: result.json, report.html, images, DICOM objects, NIfTI. Throws
/// OutputError.
void write_study(const StudyAnalysis& study, const StudyResult& result, const AnalysisRequest& request,
                 const std::filesystem::path& folder);

/// Writes result.json and report.html of a study that was refused.
void write_refusal(const StudyResult& result, const AnalysisRequest& request,
                   const std::filesystem::path& folder);

}  // namespace osteosign
