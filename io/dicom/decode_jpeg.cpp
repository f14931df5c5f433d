#include "io/dicom/decode_jpeg.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dccodec.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <fmt/format.h>

#include <cstring>
#include <mutex>

#include "io/values/errors.h"

namespace osteosign {
namespace {

/// What the frame header (SOF marker segment, ISO 10918-1 B.2.2; ISO 14495-1 C.2.2) says.
struct FrameHeader {
  int marker;  ///< low byte of the SOF marker: 0xC0 ... 0xCF, or 0xF7 for JPEG-LS
  int precision;
  int rows;
  int columns;
  int components;
};

bool is_start_of_frame(int marker) {
  const bool huffman_table_or_reserved = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
  return marker == 0xF7 || (marker >= 0xC0 && marker <= 0xCF && !huffman_table_or_reserved);
}

FrameHeader read_frame_header(const std::vector<std::uint8_t>& bytes) {
  const auto word = [&](std::size_t at) { return bytes[at] << 8 | bytes[at + 1]; };
  std::size_t at = 2;
  while (at + 10 <= bytes.size() && bytes[at] == 0xFF) {
    const int marker = bytes[at + 1];
    if (marker == 0xFF) {  // fill byte
      ++at;
      continue;
    }
    if (is_start_of_frame(marker)) return {marker, bytes[at + 4], word(at + 5), word(at + 7), bytes[at + 9]};
    at += 2 + static_cast<std::size_t>(word(at + 2));
  }
  throw InputError("Pixel Data (7FE0,0010): the JPEG codestream has no frame header");
}

void require_same_image(const FrameHeader& header, const PixelAttributes& attributes) {
  if (header.components != 1)
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): the JPEG codestream has {} components, Samples per "
                    "Pixel (0028,0002) is 1",
                    header.components));
  if (header.rows != attributes.rows || header.columns != attributes.columns)
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): the JPEG codestream has {} rows and {} columns, Rows "
                    "(0028,0010) is {} and Columns (0028,0011) is {}",
                    header.rows, header.columns, attributes.rows, attributes.columns));
  if (header.precision < 2 || header.precision > 16)
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): the JPEG codestream has {} bits a sample", header.precision));
}

/// The transfer syntax whose DCMTK codec reads such a frame.
E_TransferSyntax codec_for(const FrameHeader& header) {
  switch (header.marker) {
    case 0xC0:
      return EXS_JPEGProcess1;
    case 0xC1:
      return EXS_JPEGProcess2_4;
    case 0xC2:
      return EXS_JPEGProcess10_12;
    case 0xC3:
      return EXS_JPEGProcess14;
    case 0xF7:
      return EXS_JPEGLSLossy;
    default:
      throw InputError(
          fmt::format("Pixel Data (7FE0,0010): JPEG process SOF{} (arithmetic or hierarchical) is "
                      "not supported",
                      header.marker - 0xC0));
  }
}

// The registrations live as long as the program, as DCMTK wants it while threads may be decoding.
void register_codecs_once() {
  static std::once_flag registered;
  std::call_once(registered, [] {
    DJDecoderRegistration::registerCodecs();
    DJLSDecoderRegistration::registerCodecs();
  });
}

/// A data set that says of the frame what its own header says, for the codec to read its sizes from.
void describe_frame(DcmItem& item, const FrameHeader& header) {
  const auto bits = static_cast<Uint16>(header.precision);
  item.putAndInsertUint16(DCM_SamplesPerPixel, 1);
  item.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2");
  item.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(header.rows));
  item.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(header.columns));
  item.putAndInsertUint16(DCM_BitsAllocated, bits <= 8 ? 8 : 16);
  item.putAndInsertUint16(DCM_BitsStored, bits);
  item.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(bits - 1));
  item.putAndInsertUint16(DCM_PixelRepresentation, 0);
}

/// `codestream` as the only fragment of a pixel sequence.
void fill_sequence(DcmPixelSequence& sequence, const std::vector<std::uint8_t>& codestream) {
  sequence.insert(new DcmPixelItem(DcmTag(DCM_PixelItemTag)));  // the empty offset table; owned by sequence
  auto* fragment = new DcmPixelItem(DcmTag(DCM_PixelItemTag));
  sequence.insert(fragment);
  if (fragment->putUint8Array(codestream.data(), codestream.size()).bad())
    throw InternalError("a pixel item refused its bytes");
}

}  // namespace

bool is_jpeg(const std::vector<std::uint8_t>& codestream) {
  return codestream.size() > 3 && codestream[0] == 0xFF && codestream[1] == 0xD8 && codestream[2] == 0xFF;
}

PixelCells decode_jpeg(const std::vector<std::uint8_t>& codestream, const PixelAttributes& attributes) {
  register_codecs_once();
  const FrameHeader header = read_frame_header(codestream);
  require_same_image(header, attributes);
  const E_TransferSyntax codec = codec_for(header);
  DcmItem description;
  describe_frame(description, header);
  DcmPixelSequence sequence(DcmTag(DCM_PixelData, EVR_OB));
  fill_sequence(sequence, codestream);

  const std::size_t pixels = attributes.pixels_in_frame();
  std::vector<Uint16> decoded(header.precision <= 8 ? (pixels + 1) / 2 : pixels);
  Uint32 first_fragment = 1;
  OFString colour_model;
  const OFCondition status = DcmCodecList::decodeFrame(
      DcmXfer(codec), nullptr, &sequence, &description, 0, first_fragment, decoded.data(),
      static_cast<Uint32>(decoded.size() * sizeof(Uint16)), colour_model);
  if (status.bad())
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): the JPEG codestream is damaged: {}", status.text()));

  PixelCells cells{std::vector<std::int32_t>(pixels), header.precision, false};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(decoded.data());
  for (std::size_t i = 0; i < pixels; ++i) cells.bits[i] = header.precision <= 8 ? bytes[i] : decoded[i];
  return cells;
}

}  // namespace osteosign
