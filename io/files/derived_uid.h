#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace osteosign {

/// A UID under 2.25 (PS3.5 B.2) from the SHA-256 of words: the same words give the same UID on any machine.
/// The number is a UUID of version 8 (RFC 9562).
std::string derived_uid(const std::vector<std::string>& words);

/// The UID of the first 16 bytes of a digest.
std::string uid_of_digest(std::span<const std::uint8_t> digest);

}  // namespace osteosign
