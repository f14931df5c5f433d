#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>

namespace osteosign::phantom {

/// Makes a folder. Throws UsageError when it is already there, OutputError when it can not be made.
void make_empty_folder(const std::filesystem::path& folder);

/// Writes truth.json. Throws OutputError.
void write_truth(const nlohmann::ordered_json& truth, const std::filesystem::path& file);

}  // namespace osteosign::phantom
