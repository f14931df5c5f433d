#include "io/files/derived_uid.h"

#include <algorithm>

#include "io/files/sha256.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// The decimal digits of a number of 16 bytes, the first byte the highest.
std::string decimal(std::array<std::uint8_t, 16> number) {
  std::string digits;
  while (std::ranges::any_of(number, [](std::uint8_t byte) { return byte != 0; })) {
    unsigned rest = 0;
    for (std::uint8_t& byte : number) {
      const unsigned value = rest * 256 + byte;
      byte = static_cast<std::uint8_t>(value / 10);
      rest = value % 10;
    }
    digits.push_back(static_cast<char>('0' + rest));
  }
  std::ranges::reverse(digits);
  return digits;
}

}  // namespace

std::string uid_of_digest(std::span<const std::uint8_t> digest) {
  std::array<std::uint8_t, 16> number{};
  if (digest.size() < number.size()) throw InternalError("a digest too short for a UID");
  std::copy_n(digest.begin(), number.size(), number.begin());
  number[6] = static_cast<std::uint8_t>((number[6] & 0x0F) | 0x80);  // version 8
  number[8] = static_cast<std::uint8_t>((number[8] & 0x3F) | 0x80);  // variant of RFC 9562
  return "2.25." + decimal(number);
}

std::string derived_uid(const std::vector<std::string>& words) {
  // Each word with its length, so that no two lists are read as the same.
  std::string text = "osteosign\n";
  for (const std::string& word : words) text += std::to_string(word.size()) + ":" + word + "\n";
  return uid_of_digest(sha256_bytes_of_text(text));
}

}  // namespace osteosign
