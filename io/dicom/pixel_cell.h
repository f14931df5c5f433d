#pragma once
#include <cstdint>
#include <vector>

class DcmDataset;

namespace osteosign {

/// The Image Pixel attributes that decoding needs (PS3.3 C.7.6.3), checked against each other.
struct PixelAttributes {
  int columns = 0;
  int rows = 0;
  int frames = 1;
  int bits_allocated = 0;  ///< 8, 16 or 32
  int bits_stored = 0;
  int high_bit = 0;
  bool is_signed = false;

  std::uint64_t pixels_in_frame() const {
    return static_cast<std::uint64_t>(columns) * static_cast<std::uint64_t>(rows);
  }
  std::uint64_t bytes_in_frame() const {
    return pixels_in_frame() * static_cast<std::uint64_t>(bits_allocated / 8);
  }
};

/// Throws InputError with tag and value when an attribute is absent, contradicts another one, or describes
/// an image that is not a single-sample image of at most `most_pixels_in_frame` pixels.
PixelAttributes read_pixel_attributes(DcmDataset& dataset);

/// 16384 x 16384; the largest radiographs have about 30 million pixels. A header that asks for more is
/// taken for damaged, so that a compressed file of a few bytes cannot ask for 17 GB.
inline constexpr std::uint64_t most_pixels_in_frame = 16384ULL * 16384ULL;

/// One frame as its codec hands it over: the raw bits of each cell, still with whatever lies outside Bits
/// Stored.
struct PixelCells {
  std::vector<std::int32_t> bits;
  int precision = 0;      ///< number of low bits that the codec filled
  bool is_lossy = false;  ///< then values beyond Bits Stored are overshoot of the codec, not foreign bits
};

/// Replaces raw cells by stored values: the Bits Stored bits that end at High Bit, sign-extended when Pixel
/// Representation says so. Overlays in unused bits (PS3.5 8.1.2, retired) are thereby masked off. What a
/// lossy codec gives beyond Bits Stored is set to the nearest stored value instead: masked, the brightest
/// pixels would become the darkest. When the codec carries fewer bits than Bits Stored, its own precision
/// counts (PS3.5 8.2). Returns the number of bits that count. Throws InputError when an unsigned value does
/// not fit 31 bits.
int keep_stored_bits(PixelCells& cells, const PixelAttributes& attributes);

}  // namespace osteosign
