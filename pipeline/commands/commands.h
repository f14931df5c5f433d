#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "pipeline/analysis_request.h"

namespace osteosign {

enum class ListingStyle { text, json };
enum class TableStyle { text, markdown };

/// Each command of the program: prints results to standard output, everything else to standard error, and
/// returns the exit code. A Failure goes up to main.
int run_analyze(const AnalysisRequest& request);
int run_inspect(const std::vector<std::filesystem::path>& inputs, GapPolicy gaps, ListingStyle style);
int run_parameters(TableStyle style);
int run_criteria(const std::optional<std::filesystem::path>& parameter_file, TableStyle style);

}  // namespace osteosign
