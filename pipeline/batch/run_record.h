#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "pipeline/batch/study_run.h"

namespace osteosign {

/// batch.json in a result folder: which study it is of, the key of the result, how the run ended. It is
/// written last: a folder that has it is complete. Returns the status of the study.
std::string write_run_record(const BatchStudy& study, const StudyOutcome& outcome,
                             const std::filesystem::path& folder);

/// What a result folder says when it holds a result of this key; nothing when it is another one, a failure or
/// damaged.
std::optional<StudyOutcome> read_run_record(const std::filesystem::path& folder, const std::string& key);

/// Whether a folder holds a result, of whatever key, that did not fail.
bool has_good_result(const std::filesystem::path& folder);

}  // namespace osteosign
