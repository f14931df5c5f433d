#include "io/files/write_gzip.h"

#include <tbb/parallel_pipeline.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t piece_bytes = std::size_t{1} << 20;
constexpr std::size_t pieces_at_once = 16;

struct CompressedPiece {
  std::vector<unsigned char> deflated;
  uLong checksum = 0;
  std::size_t length = 0;
};

std::vector<Bytes> pieces_of(const std::vector<Bytes>& parts) {
  std::vector<Bytes> pieces;
  for (const Bytes part : parts)
    for (std::size_t at = 0; at < part.size(); at += piece_bytes)
      pieces.push_back(part.subspan(at, std::min(piece_bytes, part.size() - at)));
  return pieces;
}

/// Raw deflate (RFC 1951) that ends at a whole byte, so that the next piece can follow; the last one ends the
/// stream.
CompressedPiece compress(Bytes piece, int level, bool is_last) {
  constexpr int raw_window_bits = -15, usual_memory = 8;
  constexpr std::size_t room_for_flush = 64;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, raw_window_bits, usual_memory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  CompressedPiece result;
  result.deflated.resize(deflateBound(&stream, piece.size()) + room_for_flush);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(piece.data()));
  stream.avail_in = static_cast<uInt>(piece.size());
  stream.next_out = result.deflated.data();
  stream.avail_out = static_cast<uInt>(result.deflated.size());
  deflate(&stream, is_last ? Z_FINISH : Z_SYNC_FLUSH);
  result.deflated.resize(stream.total_out);
  deflateEnd(&stream);
  result.checksum = crc32(0, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
  result.length = piece.size();
  return result;
}

class GzipFile {
 public:
  explicit GzipFile(const std::filesystem::path& file) : name_(file), file_(file, std::ios::binary) {
    constexpr std::array<unsigned char, 10> header{0x1f, 0x8b, Z_DEFLATED, 0, 0, 0, 0, 0, 0, 0xff};
    put(header.data(), header.size());
  }
  void add(const CompressedPiece& piece) {
    checksum_ = crc32_combine(checksum_, piece.checksum, static_cast<z_off_t>(piece.length));
    length_ += piece.length;
    put(piece.deflated.data(), piece.deflated.size());
  }
  void close() {
    put_number(checksum_);
    put_number(length_);
    file_.close();
    check();
  }

 private:
  void put_number(std::size_t number) {  // its lowest 32 bits, the lowest byte first
    std::array<unsigned char, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<unsigned char>((number >> (8 * i)) & 0xff);
    put(bytes.data(), bytes.size());
  }
  void put(const unsigned char* bytes, std::size_t count) {
    file_.write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(count));
    check();
  }
  void check() const {
    if (!file_) throw OutputError(name_.string() + ": could not be written");
  }

  std::filesystem::path name_;
  std::ofstream file_;
  uLong checksum_ = crc32(0, nullptr, 0);
  std::size_t length_ = 0;
};

}  // namespace

void write_gzip(const std::vector<std::span<const std::byte>>& parts, int level,
                const std::filesystem::path& file) {
  std::vector<Bytes> pieces = pieces_of(parts);
  if (pieces.empty()) pieces.emplace_back();
  GzipFile output(file);
  std::size_t next = 0;
  tbb::parallel_pipeline(
      pieces_at_once,
      tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order,
                                          [&](tbb::flow_control& control) {
                                            if (next == pieces.size()) {
                                              control.stop();
                                              return std::size_t{0};
                                            }
                                            return next++;
                                          }) &
          tbb::make_filter<std::size_t, CompressedPiece>(
              tbb::filter_mode::parallel,
              [&](std::size_t i) { return compress(pieces[i], level, i + 1 == pieces.size()); }) &
          tbb::make_filter<CompressedPiece, void>(tbb::filter_mode::serial_in_order,
                                                  [&](const CompressedPiece& piece) { output.add(piece); }));
  output.close();
}

}  // namespace osteosign
