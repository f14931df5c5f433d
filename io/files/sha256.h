#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace osteosign {

/// SHA-256 of a file (FIPS 180-4) as 64 lower-case hexadecimal digits. Throws InputError naming the file.
std::string sha256_of_file(const std::filesystem::path& file);
/// The same of a text.
std::string sha256_of_text(std::string_view text);

}  // namespace osteosign
