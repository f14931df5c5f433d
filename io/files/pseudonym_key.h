#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace osteosign {

/// Turns identities into pseudonyms with HMAC-SHA256: the same key gives the same pseudonym in every study,
/// and without the key nobody can tell who it is, nor test a guess. The purpose keeps equal texts of
/// different kinds apart.
class PseudonymKey {
 public:
  /// A key of fewer than 32 bytes is a UsageError.
  explicit PseudonymKey(std::string key);

  std::array<std::uint8_t, 32> digest(const std::string& purpose, const std::string& text) const;
  /// Sixteen hexadecimal digits in capitals; empty stays empty.
  std::string word(const std::string& purpose, const std::string& text) const;
  /// A UID under 2.25; empty stays empty.
  std::string uid(const std::string& original) const;
  /// Days by which the dates of a patient are moved into the past, 1 to 3650.
  int days_back(const std::string& patient) const;

 private:
  std::string key_;
};

/// The bytes of the file, without a line end after them. Throws UsageError naming the file when it cannot be
/// read, is too short, or when others than its owner may read it.
PseudonymKey read_pseudonym_key(const std::filesystem::path& file);

}  // namespace osteosign
