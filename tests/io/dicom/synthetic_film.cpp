#include "tests/io/dicom/synthetic_film.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>

namespace osteosign::test {
namespace {

std::vector<Uint8> cells(const FilmLayout& layout, const std::vector<std::int32_t>& stored,
                         std::uint32_t unused_bits) {
  const int shift = layout.high_bit + 1 - layout.bits_stored;
  const std::uint64_t mask = ((std::uint64_t(1) << layout.bits_stored) - 1) << shift;
  std::vector<Uint8> bytes;
  for (const std::int32_t value : stored) {
    const std::uint64_t cell =
        ((std::uint64_t(std::uint32_t(value)) << shift) & mask) | (unused_bits & ~mask);
    for (int b = 0; b < layout.bits_allocated / 8; ++b) bytes.push_back(Uint8(cell >> (8 * b) & 0xFF));
  }
  if (bytes.size() % 2 != 0) bytes.push_back(0);
  return bytes;
}

void describe_pixels(DcmDataset& dataset, const FilmLayout& layout) {
  dataset.putAndInsertUint16(DCM_SamplesPerPixel, 1);
  dataset.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2");
  if (layout.frames > 1)
    dataset.putAndInsertString(DCM_NumberOfFrames, std::to_string(layout.frames).c_str());
  dataset.putAndInsertUint16(DCM_Rows, Uint16(layout.rows));
  dataset.putAndInsertUint16(DCM_Columns, Uint16(layout.columns));
  dataset.putAndInsertUint16(DCM_BitsAllocated, Uint16(layout.bits_allocated));
  dataset.putAndInsertUint16(DCM_BitsStored, Uint16(layout.bits_stored));
  dataset.putAndInsertUint16(DCM_HighBit, Uint16(layout.high_bit));
  dataset.putAndInsertUint16(DCM_PixelRepresentation, layout.is_signed ? 1 : 0);
}

}  // namespace

std::vector<std::int32_t> picture(const FilmLayout& layout) {
  const double range = std::ldexp(1.0, layout.bits_stored) - 1;
  const double lowest = layout.is_signed ? -std::ldexp(1.0, layout.bits_stored - 1) : 0.0;
  const double highest = std::min(lowest + range, 2147483647.0);
  std::mt19937 random(7);
  std::vector<std::int32_t> values;
  for (int frame = 0; frame < layout.frames; ++frame)
    for (int row = 0; row < layout.rows; ++row)
      for (int column = 0; column < layout.columns; ++column) {
        const double wave = 0.5 + 0.5 * std::sin(0.13 * row + 0.4 * frame) * std::cos(0.11 * column);
        const double noise = double(random() % 101) / 2000.0;
        values.push_back(std::int32_t(lowest + (highest - lowest) * std::min(1.0, wave * 0.97 + noise)));
      }
  values.front() = std::int32_t(lowest);
  values.back() = std::int32_t(highest);
  return values;
}

std::unique_ptr<DcmFileFormat> make_film(const FilmLayout& layout, const std::vector<std::int32_t>& stored,
                                         std::uint32_t unused_bits) {
  auto film = std::make_unique<DcmFileFormat>();
  DcmDataset& dataset = *film->getDataset();
  dataset.putAndInsertString(DCM_SOPClassUID, UID_DigitalXRayImageStorageForPresentation);
  dataset.putAndInsertString(DCM_SOPInstanceUID, "2.25.1");
  dataset.putAndInsertString(DCM_StudyInstanceUID, "2.25.2");
  dataset.putAndInsertString(DCM_SeriesInstanceUID, "2.25.3");
  dataset.putAndInsertString(DCM_Modality, "DX");
  describe_pixels(dataset, layout);
  const std::vector<Uint8> bytes = cells(layout, stored, unused_bits);
  auto pixels = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, EVR_OW));
  // in this form DCMTK keeps words in local order; the test machine is little endian as the bytes are
  pixels->putUint16Array(reinterpret_cast<const Uint16*>(bytes.data()), bytes.size() / 2);
  if (dataset.insert(pixels.release()).bad()) throw std::runtime_error("no pixel data in the test film");
  return film;
}

void save(DcmFileFormat& film, const std::filesystem::path& file) {
  if (film.saveFile(file.c_str(), EXS_LittleEndianExplicit).bad())
    throw std::runtime_error("cannot write " + file.string());
}

}  // namespace osteosign::test
