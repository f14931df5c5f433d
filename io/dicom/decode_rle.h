#pragma once
#include <cstdint>
#include <vector>

#include "io/dicom/pixel_cell.h"

namespace osteosign {

/// Decodes one frame of RLE Lossless (PS3.5 annex G). DCMTK's decoder fills what a damaged segment lacks with
/// a repeated value and only logs it; here a segment that does not give one byte for each pixel is an
/// InputError.
PixelCells decode_rle(const std::vector<std::uint8_t>& frame, const PixelAttributes& attributes);

}  // namespace osteosign
