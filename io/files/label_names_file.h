#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace osteosign {

/// The table of `--label-names`: a JSON object of label numbers and names, {"1": "L3", "2": "left femur"}.
/// Read strictly: a key that is no number from 1 to 65535, a key given twice or a value that is no text
/// throws UsageError with file and key.
std::map<std::uint16_t, std::string> read_label_names(const std::filesystem::path& file);

}  // namespace osteosign
