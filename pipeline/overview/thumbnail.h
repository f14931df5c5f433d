#pragma once
#include <filesystem>
#include <string>

namespace osteosign {

/// A small grey PNG of the most telling picture of a result folder (its first lesion, else its first
/// picture), as base64; empty when the folder has no picture that can be read.
std::string thumbnail_base64(const std::filesystem::path& result_folder);

}  // namespace osteosign
