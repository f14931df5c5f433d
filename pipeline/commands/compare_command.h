#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/report/language.h"

namespace osteosign {

/// What `osteosign compare` was asked for.
struct CompareRequest {
  std::filesystem::path earlier, now, output;
  std::vector<std::string> same_lesions;  ///< "PRIOR_ID=ID"
  std::optional<std::filesystem::path> context_file, parameter_file;
  Language language = Language::english;
};

/// Judges the later of two studies together with what became of its lesions since the earlier one. A study
/// that is given as DICOM is analyzed without prompts; a stored result is taken as it was measured and judged
/// again: then result.json and report.html are written, without pictures. The output may be neither study.
int run_compare(const CompareRequest& request);

}  // namespace osteosign
