#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace osteosign {

/// Writes parts one after the other as one gzip member (RFC 1952), compressed piece by piece on all
/// processors; the bytes are the same for any number of them. Level: 1 (fast) to 9 (small). Throws
/// OutputError naming the file.
void write_gzip(const std::vector<std::span<const std::byte>>& parts, int level,
                const std::filesystem::path& file);

}  // namespace osteosign
