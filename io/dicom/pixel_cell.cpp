#include "io/dicom/pixel_cell.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "io/values/errors.h"

namespace osteosign {
namespace {

int required(DcmDataset& dataset, const DcmTagKey& key, const char* name) {
  Uint16 value = 0;
  if (dataset.findAndGetUint16(key, value).bad())
    throw InputError(fmt::format("{} ({:04X},{:04X}) is absent", name, key.getGroup(), key.getElement()));
  return value;
}

int number_of_frames(DcmDataset& dataset) {
  if (!dataset.tagExistsWithValue(DCM_NumberOfFrames)) return 1;
  Sint32 frames = 0;
  if (dataset.findAndGetSint32(DCM_NumberOfFrames, frames).bad() || frames < 1) {
    OFString text;
    dataset.findAndGetOFString(DCM_NumberOfFrames, text);
    throw InputError(fmt::format("Number of Frames (0028,0008) is '{}'", text.c_str()));
  }
  return frames;
}

void require_single_sample(DcmDataset& dataset) {
  const int samples = required(dataset, DCM_SamplesPerPixel, "Samples per Pixel");
  OFString photometric;
  dataset.findAndGetOFString(DCM_PhotometricInterpretation, photometric);
  if (samples != 1)
    throw InputError(
        fmt::format("Samples per Pixel (0028,0002) is {} ({}): not a single-sample image, colour "
                    "carries no intensity that could be measured",
                    samples, photometric.c_str()),
        FailureKind::not_usable);
}

void require_consistent(const PixelAttributes& pixel) {
  if (pixel.columns < 1 || pixel.rows < 1)
    throw InputError(
        fmt::format("Rows (0028,0010) is {} and Columns (0028,0011) is {}", pixel.rows, pixel.columns));
  if (pixel.pixels_in_frame() > most_pixels_in_frame)
    throw InputError(fmt::format("Rows (0028,0010) {} times Columns (0028,0011) {} is more than {} pixels",
                                 pixel.rows, pixel.columns, most_pixels_in_frame));
  if (pixel.bits_allocated != 8 && pixel.bits_allocated != 16 && pixel.bits_allocated != 32)
    throw InputError(
        fmt::format("Bits Allocated (0028,0100) is {}; 8, 16 and 32 can be read", pixel.bits_allocated));
  if (pixel.bits_stored < 1 || pixel.bits_stored > pixel.bits_allocated)
    throw InputError(fmt::format("Bits Stored (0028,0101) is {} with Bits Allocated (0028,0100) {}",
                                 pixel.bits_stored, pixel.bits_allocated));
  if (pixel.high_bit < pixel.bits_stored - 1 || pixel.high_bit >= pixel.bits_allocated)
    throw InputError(
        fmt::format("High Bit (0028,0102) is {} with Bits Stored (0028,0101) {} and Bits Allocated "
                    "(0028,0100) {}",
                    pixel.high_bit, pixel.bits_stored, pixel.bits_allocated));
}

/// The number that the low `count` bits stand for.
std::int64_t number_from_bits(std::int64_t bits, int count, bool is_signed) {
  const std::int64_t masked = bits & ((std::int64_t{1} << count) - 1);
  const std::int64_t sign = is_signed ? std::int64_t{1} << (count - 1) : 0;
  return (masked ^ sign) - sign;
}

}  // namespace

PixelAttributes read_pixel_attributes(DcmDataset& dataset) {
  require_single_sample(dataset);
  PixelAttributes pixel;
  pixel.columns = required(dataset, DCM_Columns, "Columns");
  pixel.rows = required(dataset, DCM_Rows, "Rows");
  pixel.frames = number_of_frames(dataset);
  pixel.bits_allocated = required(dataset, DCM_BitsAllocated, "Bits Allocated");
  pixel.bits_stored = required(dataset, DCM_BitsStored, "Bits Stored");
  Uint16 high_bit = 0;  // PS3.3 fixes it to Bits Stored - 1, so its absence loses nothing
  pixel.high_bit = dataset.findAndGetUint16(DCM_HighBit, high_bit).good() ? high_bit : pixel.bits_stored - 1;
  const int representation = required(dataset, DCM_PixelRepresentation, "Pixel Representation");
  if (representation > 1)
    throw InputError(
        fmt::format("Pixel Representation (0028,0103) is {}; 0 and 1 are defined", representation));
  pixel.is_signed = representation == 1;
  require_consistent(pixel);
  return pixel;
}

int keep_stored_bits(PixelCells& cells, const PixelAttributes& attributes) {
  const int bits = std::min(attributes.bits_stored, cells.precision);
  const bool shifted = cells.precision > attributes.high_bit && bits == attributes.bits_stored;
  const int shift = shifted ? attributes.high_bit + 1 - bits : 0;
  const std::int64_t lowest = attributes.is_signed ? -(std::int64_t{1} << (bits - 1)) : 0;
  const std::int64_t highest = lowest + (std::int64_t{1} << bits) - 1;
  std::int64_t most = 0;
  for (std::int32_t& cell : cells.bits) {
    std::int64_t stored = static_cast<std::uint32_t>(cell) >> shift;
    if (cells.is_lossy)
      stored = std::clamp(number_from_bits(stored, cells.precision - shift, attributes.is_signed), lowest,
                          highest);
    else
      stored = number_from_bits(stored, bits, attributes.is_signed);
    most = std::max(most, stored);
    cell = static_cast<std::int32_t>(stored);
  }
  if (most > std::numeric_limits<std::int32_t>::max())
    throw InputError("Pixel Data (7FE0,0010) holds unsigned values of 32 bits, more than 2147483647");
  return bits;
}

}  // namespace osteosign
