#include "io/files/write_gzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>
#include <zlib.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

std::string text_of(std::size_t length, unsigned seed) {
  std::mt19937 random(seed);
  std::string text(length, ' ');
  for (char& letter : text) letter = static_cast<char>('a' + random() % 7);
  return text;
}

std::string written(const std::vector<std::string>& texts, const std::filesystem::path& file) {
  std::vector<std::span<const std::byte>> parts;
  for (const std::string& text : texts) parts.push_back(std::as_bytes(std::span(text)));
  write_gzip(parts, 3, file);
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// What the first member of a gzip file holds; checks its sum, and that nothing follows it.
std::string unpacked(std::string file, std::size_t length) {
  constexpr int gzip_window_bits = 31;
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, gzip_window_bits), Z_OK);
  std::string text(length + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(file.data());
  stream.avail_in = static_cast<uInt>(file.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(WriteGzip, PartsOfManyPiecesAreOneMember) {
  const auto file = temporary_folder() / "text.gz";
  const std::vector<std::string> parts{text_of(352, 1), text_of(3'500'000, 2), text_of((1U << 20) * 2, 3)};
  const std::string whole = parts[0] + parts[1] + parts[2];
  const std::string packed = written(parts, file);
  EXPECT_LT(packed.size(), whole.size() / 2);
  EXPECT_EQ(unpacked(packed, whole.size()), whole);
}

TEST(WriteGzip, NothingIsAnEmptyMember) {
  EXPECT_EQ(unpacked(written({}, temporary_folder() / "none.gz"), 0), "");
  EXPECT_EQ(unpacked(written({""}, temporary_folder() / "empty.gz"), 0), "");
}

TEST(WriteGzip, SameBytesForAnyNumberOfThreads) {
  const auto folder = temporary_folder();
  const std::vector<std::string> parts{text_of(5'000'000, 4)};
  const std::string many = written(parts, folder / "many.gz");
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  EXPECT_EQ(written(parts, folder / "one.gz"), many);
}

TEST(WriteGzip, AFileThatCannotBeWrittenIsNamed) {
  try {
    written({"text"}, "/nowhere/text.gz");
    FAIL();
  } catch (const OutputError& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("/nowhere/text.gz: could not be written"));
  }
}

}  // namespace
}  // namespace osteosign
