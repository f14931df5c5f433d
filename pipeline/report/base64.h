#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace osteosign {

/// Bytes as base64 (RFC 4648), for pictures inside of a page.
std::string base64(const std::vector<std::uint8_t>& bytes);

}  // namespace osteosign
