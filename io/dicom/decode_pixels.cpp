#include "io/dicom/decode_pixels.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <cstring>

#include "io/dicom/compressed_frame.h"
#include "io/dicom/decode_jpeg.h"
#include "io/dicom/decode_jpeg2000.h"
#include "io/dicom/decode_rle.h"
#include "io/dicom/pixel_cell.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

DcmPixelData& pixel_data(DcmDataset& dataset) {
  DcmElement* element = nullptr;
  if (dataset.findAndGetElement(DCM_PixelData, element).bad() || element == nullptr)
    throw InputError("Pixel Data (7FE0,0010) is absent", FailureKind::not_usable);
  auto* pixels = dynamic_cast<DcmPixelData*>(element);
  if (pixels == nullptr) throw InputError("Pixel Data (7FE0,0010) is no pixel data element");
  return *pixels;
}

template <class Cell>
void widen(const std::vector<Uint8>& bytes, std::vector<std::int32_t>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Cell cell;
    std::memcpy(&cell, bytes.data() + i * sizeof(Cell), sizeof(Cell));
    cells[i] = static_cast<std::int32_t>(cell);
  }
}

/// Uncompressed pixels: only the bytes of the wanted frame are read from the file.
PixelCells native_frame(DcmPixelData& pixels, int frame, const PixelAttributes& attributes) {
  const std::uint64_t frame_bytes = attributes.bytes_in_frame();
  const std::uint64_t wanted = frame_bytes * static_cast<std::uint64_t>(attributes.frames);
  if (wanted > pixels.getLength())
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010) has {} bytes; {} frames of {} rows, {} columns and {} bits "
                    "need {}",
                    pixels.getLength(), attributes.frames, attributes.rows, attributes.columns,
                    attributes.bits_allocated, wanted));
  std::vector<Uint8> bytes(frame_bytes);
  const auto offset = static_cast<Uint32>(frame_bytes * static_cast<std::uint64_t>(frame));
  const OFCondition status = pixels.getPartialValue(bytes.data(), offset, static_cast<Uint32>(frame_bytes));
  if (status.bad())
    throw InputError(fmt::format("Pixel Data (7FE0,0010): {} bytes from {} cannot be read: {}", frame_bytes,
                                 offset, status.text()));
  PixelCells cells{std::vector<std::int32_t>(attributes.pixels_in_frame()), attributes.bits_allocated, false};
  if (attributes.bits_allocated == 8) widen<std::uint8_t>(bytes, cells.bits);
  if (attributes.bits_allocated == 16) widen<std::uint16_t>(bytes, cells.bits);
  if (attributes.bits_allocated == 32) widen<std::uint32_t>(bytes, cells.bits);
  return cells;
}

/// Compressed pixels. The codestream itself tells its codec, so that a file under the wrong one of the JPEG
/// transfer syntaxes is still read right.
PixelCells encapsulated_frame(DcmDataset& dataset, DcmPixelSequence& fragments, const DcmXfer& syntax,
                              int frame, const PixelAttributes& attributes) {
  const std::vector<std::uint8_t> bytes = compressed_frame(dataset, fragments, frame, attributes.frames);
  if (syntax.getXfer() == EXS_RLELossless) return decode_rle(bytes, attributes);
  if (!is_jpeg(bytes) && !is_jpeg2000(bytes))
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010), frame {}: {} bytes that are neither JPEG, JPEG-LS nor "
                    "JPEG 2000; Transfer Syntax UID (0002,0010) is {} ({})",
                    frame + 1, bytes.size(), syntax.getXferID(), syntax.getXferName()));
  PixelCells cells = is_jpeg(bytes) ? decode_jpeg(bytes, attributes) : decode_jpeg2000(bytes, attributes);
  cells.is_lossy = syntax.isLossy();
  return cells;
}

PixelCells read_cells(DcmDataset& dataset, int frame, const PixelAttributes& attributes) {
  DcmPixelData& pixels = pixel_data(dataset);
  E_TransferSyntax syntax = EXS_Unknown;
  const DcmRepresentationParameter* parameter = nullptr;
  pixels.getOriginalRepresentationKey(syntax, parameter);
  if (DcmXfer(dataset.getOriginalXfer()).getByteOrder() == EBO_BigEndian && attributes.bits_allocated == 32)
    throw InputError(
        "Bits Allocated (0028,0100) is 32 in big endian: writers do not agree on its byte order");
  if (!DcmXfer(syntax).isEncapsulated()) return native_frame(pixels, frame, attributes);
  DcmPixelSequence* fragments = nullptr;
  if (pixels.getEncapsulatedRepresentation(syntax, parameter, fragments).bad() || fragments == nullptr)
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010) has no fragments, as Transfer Syntax UID (0002,0010) "
                    "{} asks for",
                    DcmXfer(syntax).getXferID()));
  return encapsulated_frame(dataset, *fragments, DcmXfer(syntax), frame, attributes);
}

}  // namespace

StoredFrame decode_frame(DcmDataset& dataset, int frame) {
  const PixelAttributes attributes = read_pixel_attributes(dataset);
  if (frame < 0 || frame >= attributes.frames)
    throw InputError(
        fmt::format("frame {} is wanted, Number of Frames (0028,0008) is {}", frame + 1, attributes.frames));
  PixelCells cells = read_cells(dataset, frame, attributes);
  StoredFrame stored;
  stored.columns = attributes.columns;
  stored.rows = attributes.rows;
  stored.is_signed = attributes.is_signed;
  stored.bits_stored = keep_stored_bits(cells, attributes);
  stored.values = std::move(cells.bits);
  return stored;
}

}  // namespace osteosign
