#include "io/files/pseudonym_key.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <fstream>
#include <iterator>

#include "io/files/derived_uid.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::size_t shortest_key = 32;  // bytes: as long as the sum, RFC 2104 section 3

}  // namespace

PseudonymKey::PseudonymKey(std::string key) : key_(std::move(key)) {
  if (key_.size() < shortest_key)
    throw UsageError(
        fmt::format("the key of the pseudonyms has {} bytes; at least {} are needed, for instance from "
                    "`openssl rand -hex 32`",
                    key_.size(), shortest_key));
}

std::array<std::uint8_t, 32> PseudonymKey::digest(const std::string& purpose, const std::string& text) const {
  const std::string message = purpose + '\n' + text;
  std::array<std::uint8_t, 32> sum{};
  if (HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(), sum.data(),
           nullptr) == nullptr)
    throw InternalError("OpenSSL refused to compute HMAC-SHA256");
  return sum;
}

std::string PseudonymKey::word(const std::string& purpose, const std::string& text) const {
  if (text.empty()) return {};
  const std::array<std::uint8_t, 32> sum = digest(purpose, text);
  std::string digits;
  for (std::size_t byte = 0; byte < 8; ++byte) digits += fmt::format("{:02X}", sum[byte]);
  return digits;
}

std::string PseudonymKey::uid(const std::string& original) const {
  return original.empty() ? std::string{} : uid_of_digest(digest("uid", original));
}

int PseudonymKey::days_back(const std::string& patient) const {
  constexpr unsigned longest_shift_days = 3650;
  const std::array<std::uint8_t, 32> sum = digest("dates", patient);
  const unsigned number =
      (static_cast<unsigned>(sum[0]) << 16) | (static_cast<unsigned>(sum[1]) << 8) | sum[2];
  return static_cast<int>(1 + number % longest_shift_days);
}

PseudonymKey read_pseudonym_key(const std::filesystem::path& file) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::perms permissions = fs::status(file, error).permissions();
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream || fs::is_directory(file))
    throw UsageError(fmt::format("--pseudonymize {}: cannot be read", file.string()));
  if ((permissions & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
    throw UsageError(fmt::format(
        "--pseudonymize {}: others may use this key; take their rights away with chmod 600", file.string()));
  std::string key(std::istreambuf_iterator<char>(stream), {});
  while (!key.empty() && (key.back() == '\n' || key.back() == '\r')) key.pop_back();
  try {
    return PseudonymKey(std::move(key));
  } catch (const UsageError& failure) {
    throw UsageError(fmt::format("--pseudonymize {}: {}", file.string(), failure.what()));
  }
}

}  // namespace osteosign
