#include "sample_data/phantom/dicom_attributes.h"

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/dcmjpls/djrparam.h>
#include <fmt/format.h>

#include "io/values/errors.h"

namespace osteosign::phantom {

namespace {

void expect_good(const OFCondition& condition, const DcmTagKey& tag) {
  if (condition.bad())
    throw InternalError(
        fmt::format("cannot put ({:04X},{:04X}): {}", tag.getGroup(), tag.getElement(), condition.text()));
}

/// DCMTK's table of encoders is global: entered once, left when the program ends.
struct JpegLsEncoder {
  JpegLsEncoder() { DJLSEncoderRegistration::registerCodecs(); }
  ~JpegLsEncoder() { DJLSEncoderRegistration::cleanup(); }
};

E_TransferSyntax transfer_syntax_of(Compression compression) {
  if (compression == Compression::jpeg_ls) return EXS_JPEGLSLossless;
  return compression == Compression::deflate ? EXS_DeflatedLittleEndianExplicit : EXS_LittleEndianExplicit;
}

/// A codestream of odd length is padded with one byte, which the encoder of DCMTK leaves as it was in memory:
/// the same study would not give the same bytes twice.
void clear_padding_byte(DcmDataset& dataset, const DJLSRepresentationParameter& representation) {
  DcmElement* element = nullptr;
  DcmPixelSequence* fragments = nullptr;
  if (dataset.findAndGetElement(DCM_PixelData, element).bad()) return;
  auto* const pixels = dynamic_cast<DcmPixelData*>(element);
  if (pixels == nullptr ||
      pixels->getEncapsulatedRepresentation(EXS_JPEGLSLossless, &representation, fragments).bad())
    return;
  for (unsigned long each = 1; each < fragments->card(); ++each) {
    DcmPixelItem* fragment = nullptr;
    Uint8* bytes = nullptr;
    if (fragments->getItem(fragment, each).bad() || fragment->getUint8Array(bytes).bad() || bytes == nullptr)
      continue;
    Uint8* const last = bytes + fragment->getLength() - 1;
    const bool after_end_of_image = fragment->getLength() >= 3 && last[-2] == 0xFF && last[-1] == 0xD9;
    if (after_end_of_image) *last = 0;
  }
}

}  // namespace

void put(DcmItem& item, const DcmTagKey& tag, const std::string& value) {
  expect_good(item.putAndInsertString(tag, value.c_str()), tag);
}

void put(DcmItem& item, const DcmTagKey& tag, std::uint16_t value) {
  expect_good(item.putAndInsertUint16(tag, value), tag);
}

std::string decimal_string(double value) {
  for (int digits = 15; digits > 1; --digits) {
    std::string text = fmt::format("{:.{}g}", value, digits);
    if (text.size() <= 16) return text;
  }
  throw InternalError(fmt::format("no decimal string for {}", value));
}

std::string decimal_strings(const Eigen::VectorXd& values) {
  std::string text;
  for (Eigen::Index i = 0; i < values.size(); ++i) text += (i > 0 ? "\\" : "") + decimal_string(values[i]);
  return text;
}

void add_code(DcmItem& item, const DcmTagKey& sequence, const Code& code) {
  DcmItem* entry = nullptr;
  expect_good(item.findOrCreateSequenceItem(sequence, entry, -2), sequence);
  put(*entry, DCM_CodeValue, code.value);
  put(*entry, DCM_CodingSchemeDesignator, code.scheme);
  put(*entry, DCM_CodeMeaning, code.meaning);
}

void put_identity(DcmItem& item, const SeriesIdentity& identity) {
  put(item, DCM_SpecificCharacterSet, "ISO_IR 192");
  for (const DcmTagKey& date : {DCM_StudyDate, DCM_SeriesDate, DCM_ContentDate, DCM_AcquisitionDate})
    put(item, date, "20260101");
  for (const DcmTagKey& time : {DCM_StudyTime, DCM_SeriesTime, DCM_ContentTime, DCM_AcquisitionTime})
    put(item, time, "120000");
  put(item, DCM_AccessionNumber, "");
  put(item, DCM_Modality, identity.modality);
  put(item, DCM_Manufacturer, "osteosign");
  put(item, DCM_ManufacturerModelName, "osteosign-phantom");
  put(item, DCM_SoftwareVersions, "1");
  put(item, DCM_DeviceSerialNumber, "0");
  put(item, DCM_ReferringPhysicianName, "");
  put(item, DCM_StudyDescription, "Synthetic phantom");
  put(item, DCM_SeriesDescription, identity.series_description);
  put(item, DCM_PatientName, "Phantom^Synthetic");
  put(item, DCM_PatientID, "PHANTOM");
  put(item, DCM_PatientBirthDate, "19710101");
  put(item, DCM_PatientSex, "F");
  put(item, DCM_PatientAge, "055Y");
  if (!identity.body_part.empty()) put(item, DCM_BodyPartExamined, identity.body_part);
  put(item, DCM_StudyInstanceUID, identity.study_instance_uid);
  put(item, DCM_SeriesInstanceUID, identity.series_instance_uid);
  put(item, DCM_StudyID, "1");
  put(item, DCM_SeriesNumber, "1");
}

void put_pixels(DcmItem& item, int columns, int rows, const std::vector<std::uint16_t>& values) {
  put(item, DCM_SamplesPerPixel, std::uint16_t{1});
  put(item, DCM_Rows, static_cast<std::uint16_t>(rows));
  put(item, DCM_Columns, static_cast<std::uint16_t>(columns));
  put(item, DCM_BitsAllocated, std::uint16_t{16});
  put(item, DCM_BitsStored, std::uint16_t{12});
  put(item, DCM_HighBit, std::uint16_t{11});
  put(item, DCM_PixelRepresentation, std::uint16_t{0});
  expect_good(item.putAndInsertUint16Array(DCM_PixelData, values.data(), values.size()), DCM_PixelData);
}

void save(DcmFileFormat& file, const std::filesystem::path& path, Compression compression) {
  static const JpegLsEncoder encoder;
  const E_TransferSyntax syntax = transfer_syntax_of(compression);
  const DJLSRepresentationParameter lossless(0, OFTrue);
  OFCondition condition = file.getDataset()->chooseRepresentation(
      syntax, compression == Compression::jpeg_ls ? &lossless : nullptr);
  if (condition.good() && compression == Compression::jpeg_ls)
    clear_padding_byte(*file.getDataset(), lossless);
  if (condition.good()) condition = file.saveFile(path.c_str(), syntax);
  if (condition.bad()) throw OutputError(fmt::format("write {}: {}", path.string(), condition.text()));
}

}  // namespace osteosign::phantom
