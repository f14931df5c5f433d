#include "io/dicom/decode_rle.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::size_t header_bytes = 64;
constexpr std::uint64_t most_pixels_per_byte = 64;  // a run of 128 from two bytes

/// Segments in the order of the file: the most significant byte of all pixels first.
using Segments = std::vector<std::span<const std::uint8_t>>;

std::uint32_t header_word(const std::vector<std::uint8_t>& frame, std::size_t index) {
  const std::uint8_t* at = frame.data() + 4 * index;
  return static_cast<std::uint32_t>(at[0]) | static_cast<std::uint32_t>(at[1]) << 8 |
         static_cast<std::uint32_t>(at[2]) << 16 | static_cast<std::uint32_t>(at[3]) << 24;
}

Segments find_segments(const std::vector<std::uint8_t>& frame, std::size_t wanted) {
  if (frame.size() < header_bytes)
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): an RLE frame of {} bytes has no header", frame.size()));
  if (header_word(frame, 0) != wanted)
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): the RLE header has {} segments, Bits Allocated "
                    "(0028,0100) asks for {}",
                    header_word(frame, 0), wanted));
  Segments segments;
  for (std::size_t i = 0; i < wanted; ++i) {
    const std::size_t first = header_word(frame, i + 1);
    const std::size_t last = i + 1 < wanted ? header_word(frame, i + 2) : frame.size();
    if (first < header_bytes || first > last || last > frame.size())
      throw InputError(fmt::format("Pixel Data (7FE0,0010): RLE segment {} lies at {} to {} of {} bytes",
                                   i + 1, first, last, frame.size()));
    segments.emplace_back(frame.data() + first, last - first);
  }
  return segments;
}

/// Appends the bytes of `segment` (PackBits) to the cells, each cell shifted up by one byte before.
void unpack(std::span<const std::uint8_t> segment, std::vector<std::int32_t>& cells) {
  std::size_t pixel = 0;
  const auto put = [&](std::uint8_t byte) {
    const auto above = static_cast<std::uint32_t>(cells[pixel]) << 8;
    cells[pixel++] = static_cast<std::int32_t>(above | byte);
  };
  std::size_t at = 0;
  while (pixel < cells.size() && at < segment.size()) {
    const int control = static_cast<std::int8_t>(segment[at++]);
    if (control == -128) continue;
    const auto length = static_cast<std::size_t>(control < 0 ? 1 - control : 1 + control);
    const std::size_t source_bytes = control < 0 ? 1 : length;
    if (length > cells.size() - pixel || source_bytes > segment.size() - at) break;
    for (std::size_t i = 0; i < length; ++i) put(segment[control < 0 ? at : at + i]);
    at += source_bytes;
  }
  if (pixel != cells.size())
    throw InputError(fmt::format("Pixel Data (7FE0,0010): an RLE segment of {} bytes gives {} of {} pixels",
                                 segment.size(), pixel, cells.size()));
}

}  // namespace

PixelCells decode_rle(const std::vector<std::uint8_t>& frame, const PixelAttributes& attributes) {
  const std::uint64_t pixels = attributes.pixels_in_frame();
  if (pixels > most_pixels_per_byte * frame.size())
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): {} bytes of RLE cannot hold the {} pixels of Rows "
                    "(0028,0010) {} and Columns (0028,0011) {}",
                    frame.size(), pixels, attributes.rows, attributes.columns));
  const Segments segments = find_segments(frame, static_cast<std::size_t>(attributes.bits_allocated) / 8);
  PixelCells cells{std::vector<std::int32_t>(pixels), attributes.bits_allocated, false};
  for (const auto& segment : segments) unpack(segment, cells.bits);
  return cells;
}

}  // namespace osteosign
