#pragma once
#include <filesystem>
#include <optional>

#include "pipeline/report/language.h"

namespace osteosign {

/// What `osteosign judge` was asked for.
struct JudgeRequest {
  std::filesystem::path result;  ///< a result.json, or the folder that holds it
  std::optional<std::filesystem::path> context_file, parameter_file, output;
  Language language = Language::english;
};

/// Judges a stored result again. With an output folder it writes result.json and report.html there, with the
/// pictures of the stored study when they lie beside it; else the new result goes to standard output.
int run_judge(const JudgeRequest& request);

}  // namespace osteosign
