#pragma once
#include <filesystem>
#include <string>

namespace osteosign {

/// SHA-256 of a file (FIPS 180-4) as 64 lower-case hexadecimal digits. Throws InputError naming the file.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace osteosign
