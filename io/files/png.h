#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

namespace osteosign {

/// A colour picture for a report or a secondary capture: sRGB, 8 bits a channel, rows from the top.
struct RgbPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;  ///< width * height * 3 values: red, green, blue of each pixel
};

/// A grey picture, 0 black to 255 white, rows from the top.
struct GrayPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> gray;  ///< width * height values
};

/// The same with 16 bits.
struct Gray16Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint16_t> gray;  ///< width * height values
};

/// The picture as a PNG file in memory (ISO/IEC 15948, no time stamp: equal pictures give equal bytes with
/// the same libpng and zlib). A picture without pixels or with the wrong number of them is a bug
/// (InternalError).
std::vector<std::uint8_t> encode_png(const RgbPicture& picture);
std::vector<std::uint8_t> encode_png(const GrayPicture& picture);
std::vector<std::uint8_t> encode_png(const Gray16Picture& picture);

/// Writes the bytes as a whole file, replacing one that is there. Throws OutputError naming the file.
void write_file(const std::vector<std::uint8_t>& bytes, const std::filesystem::path& file);

}  // namespace osteosign
