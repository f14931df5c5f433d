#pragma once
#include <cstdint>
#include <vector>

#include "io/dicom/pixel_cell.h"

namespace osteosign {

/// Decodes one JPEG 2000 image (ISO 15444-1), a bare codestream or in JP2 boxes, with OpenJPEG. Size and
/// precision are taken from the codestream; its size must be that of the attributes. A codestream that is
/// cut off is refused. Throws InputError.
PixelCells decode_jpeg2000(const std::vector<std::uint8_t>& codestream, const PixelAttributes& attributes);

/// True when the bytes begin as JPEG 2000 codestreams or JP2 files do.
bool is_jpeg2000(const std::vector<std::uint8_t>& codestream);

}  // namespace osteosign
