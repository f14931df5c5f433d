#pragma once
#include <filesystem>

#include "features/follow_up/match_lesions.h"
#include "pipeline/parameters.h"
#include "pipeline/result/json_values.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// A result holds no identity, so nobody but the user can know it.
inline constexpr const char* patient_not_checked =
    "that this study and the prior one are of one patient was not checked";

/// What a comparison with another study needs of this one.
FollowedStudy followed(const StudyAnalysis& study);
/// The same of a stored result. Throws InputError as read_result does.
FollowedStudy followed(const ResultJson& result, const std::string& origin);

/// Whether there is a stored result: a file *.json, or a folder with a result.json.
bool is_stored_result(const std::filesystem::path& path);
/// The result that is stored there. Throws InputError naming the file.
ResultJson stored_result(const std::filesystem::path& path);

/// An earlier study: a stored result, or DICOM files, which are analyzed with these parameters and without
/// prompts, so that only what the search finds there can be compared. Throws as reading and analysis do.
FollowedStudy earlier_study(const std::filesystem::path& path, const Parameters& parameters);

}  // namespace osteosign
