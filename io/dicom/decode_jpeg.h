#pragma once
#include <cstdint>
#include <vector>

#include "io/dicom/pixel_cell.h"

namespace osteosign {

/// Decodes one JPEG (ISO 10918: baseline, extended, progressive, lossless) or JPEG-LS (ISO 14495) image with
/// the codecs of DCMTK. Size, precision and process are taken from the frame header of the codestream, since
/// it rules when data set and codestream disagree (PS3.5 8.2.1); its size must be that of the attributes.
/// Throws InputError.
PixelCells decode_jpeg(const std::vector<std::uint8_t>& codestream, const PixelAttributes& attributes);

/// True when the bytes begin as JPEG and JPEG-LS do.
bool is_jpeg(const std::vector<std::uint8_t>& codestream);

}  // namespace osteosign
