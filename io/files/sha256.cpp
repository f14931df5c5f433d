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

std::string hexadecimal_end(const Digest& digest) {
  std::array<unsigned char, 32> sum{};
  require(EVP_DigestFinal_ex(digest.get(), sum.data(), nullptr));
  return fmt::format("{:02x}", fmt::join(sum, ""));
}

}  // namespace

std::string sha256_of_text(std::string_view text) {
  const Digest digest = new_digest();
  require(EVP_DigestUpdate(digest.get(), text.data(), text.size()));
  return hexadecimal_end(digest);
}

std::string sha256_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file))
    throw InputError(fmt::format("{}: cannot be opened", file.string()));
  const Digest digest = new_digest();
  std::vector<char> block(1 << 16);
  while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) || stream.gcount() > 0)
    require(EVP_DigestUpdate(digest.get(), block.data(), static_cast<std::size_t>(stream.gcount())));
  if (stream.bad()) throw InputError(fmt::format("{}: cannot be read", file.string()));
  return hexadecimal_end(digest);
}

}  // namespace osteosign
