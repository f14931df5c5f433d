#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

namespace osteosign {

/// Regions on the pixels of a 2-D image, as drawn by a reader: 0 outside, each other number one region.
struct MaskPicture {
  int columns = 0;
  int rows = 0;
  std::vector<std::uint16_t> labels;  ///< rows * columns values, column index fastest, rows from the top
};

/// A mask from a PNG file: grey of 1 to 16 bits (the value is the label), palette (the index is the label),
/// or colour in which red, green and blue are equal; an alpha channel is ignored. Or from a NIfTI file with
/// one slice (x is the column, y the row, as stored). Throws InputError naming the file.
MaskPicture read_mask_picture(const std::filesystem::path& file);

/// Writes the labels as grey values, 8 bits when they fit, else 16. Label a region 255 to see it white.
/// Throws OutputError.
void write_mask_png(const MaskPicture& mask, const std::filesystem::path& file);

}  // namespace osteosign
