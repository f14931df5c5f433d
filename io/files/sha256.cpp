#include "io/files/sha256.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <vector>

#include "io/values/errors.h"

namespace osteosign {
namespace {

void require(int openssl_result) {
  if (openssl_result != 1) throw InternalError("OpenSSL refused to compute SHA-256");
}

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Digest new_digest() {
  Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  require(EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr));
  return digest;
}

std::array<std::uint8_t, 32> end_of(const Digest& digest) {
  std::array<std::uint8_t, 32> sum{};
  require(EVP_DigestFinal_ex(digest.get(), sum.data(), nullptr));
  return sum;
}

std::string hexadecimal(const std::array<std::uint8_t, 32>& sum) {
  return fmt::format("{:02x}", fmt::join(sum, ""));
}

}  // namespace

std::array<std::uint8_t, 32> sha256_bytes_of_text(std::string_view text) {
  const Digest digest = new_digest();
  require(EVP_DigestUpdate(digest.get(), text.data(), text.size()));
  return end_of(digest);
}

std::string sha256_of_text(std::string_view text) { return hexadecimal(sha256_bytes_of_text(text)); }

std::string sha256_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file))
    throw InputError(fmt::format("{}: cannot be opened", file.string()));
  const Digest digest = new_digest();
  std::vector<char> block(1 << 16);
  while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) || stream.gcount() > 0)
    require(EVP_DigestUpdate(digest.get(), block.data(), static_cast<std::size_t>(stream.gcount())));
  if (stream.bad()) throw InputError(fmt::format("{}: cannot be read", file.string()));
  return hexadecimal(end_of(digest));
}

}  // namespace osteosign
