#pragma once
#include <filesystem>
#include <optional>

#include "pipeline/report/language.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// What `osteosign judge` was asked for.
struct JudgeRequest {
  std::filesystem::path result;  ///< a result.json, or the folder that holds it
  std::optional<std::filesystem::path> context_file, parameter_file, output;
  Language language = Language::english;
};

/// The text of a context file, when one was given. Throws InputError.
std::optional<std::string> context_text(const std::optional<std::filesystem::path>& file);

/// Throws UsageError when the output would take the place of what is read.
void refuse_same_folder(const std::filesystem::path& input, const std::filesystem::path& output);

/// Writes result.json and report.html of a result that was judged without images.
void write_judged(const ResultJson& result, const std::filesystem::path& folder, Language language);

/// Judges a stored result again. With an output folder it writes result.json and report.html there, without
/// pictures; else the new result goes to standard output.
int run_judge(const JudgeRequest& request);

}  // namespace osteosign
