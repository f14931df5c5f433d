#pragma once
#include <filesystem>
#include <string>

#include "io/values/clinical_context.h"

namespace osteosign {

/// The file of `--context`: JSON, comments allowed, every key optional. What is
/// not given stays unknown. Throws InputError when the file cannot be read, and UsageError with the full path
/// of the key on an unknown or repeated key, a wrong type, a word that is not in the list, or a number so far
/// out that it must be a slip or another unit.
ClinicalContext read_clinical_context(const std::filesystem::path& file);
/// The same from a text; `origin` names it in messages.
ClinicalContext parse_clinical_context(const std::string& text, const std::string& origin);

}  // namespace osteosign
