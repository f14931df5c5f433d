#pragma once
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <filesystem>
#include <string>
#include <vector>

namespace osteosign::test {

/// One frame of a segmentation to be written: 3 columns, 2 rows.
struct MadeFrame {
  int segment = 1;
  std::string position;              ///< as in the header: "0\\0\\3"
  std::vector<std::uint8_t> pixels;  ///< 6 values
};

struct MadeSegmentation {
  std::string type = "BINARY";
  std::string orientation = "1\\0\\0\\0\\1\\0";
  std::string pixel_spacing = "0.5\\0.7";  ///< between rows, between columns
  std::string slice_spacing = "3";
  int maximum_fractional_value = 255;
  std::vector<std::string> labels{"L3"};  ///< of segments 1, 2, ...
  std::vector<MadeFrame> frames;
};

inline void put_segments(DcmDataset& dataset, const std::vector<std::string>& labels) {
  for (std::size_t at = 0; at < labels.size(); ++at) {
    DcmItem* item = nullptr;
    dataset.findOrCreateSequenceItem(DCM_SegmentSequence, item, static_cast<long>(at));
    item->putAndInsertUint16(DCM_SegmentNumber, static_cast<Uint16>(at + 1));
    item->putAndInsertString(DCM_SegmentLabel, labels[at].c_str());
    DcmItem* code = nullptr;
    item->findOrCreateSequenceItem(DCM_SegmentedPropertyTypeCodeSequence, code);
    code->putAndInsertString(DCM_CodeValue, "51282000");
    code->putAndInsertString(DCM_CodingSchemeDesignator, "SCT");
    code->putAndInsertString(DCM_CodeMeaning, "Bone structure of L3");
  }
}

inline void put_groups(DcmDataset& dataset, const MadeSegmentation& made) {
  DcmItem* shared = nullptr;
  DcmItem* group = nullptr;
  dataset.findOrCreateSequenceItem(DCM_SharedFunctionalGroupsSequence, shared);
  shared->findOrCreateSequenceItem(DCM_PlaneOrientationSequence, group);
  group->putAndInsertString(DCM_ImageOrientationPatient, made.orientation.c_str());
  shared->findOrCreateSequenceItem(DCM_PixelMeasuresSequence, group);
  group->putAndInsertString(DCM_PixelSpacing, made.pixel_spacing.c_str());
  if (!made.slice_spacing.empty())
    group->putAndInsertString(DCM_SpacingBetweenSlices, made.slice_spacing.c_str());
  for (std::size_t frame = 0; frame < made.frames.size(); ++frame) {
    DcmItem* own = nullptr;
    dataset.findOrCreateSequenceItem(DCM_PerFrameFunctionalGroupsSequence, own, static_cast<long>(frame));
    own->findOrCreateSequenceItem(DCM_SegmentIdentificationSequence, group);
    group->putAndInsertUint16(DCM_ReferencedSegmentNumber, static_cast<Uint16>(made.frames[frame].segment));
    if (made.frames[frame].position.empty()) continue;
    own->findOrCreateSequenceItem(DCM_PlanePositionSequence, group);
    group->putAndInsertString(DCM_ImagePositionPatient, made.frames[frame].position.c_str());
  }
}

// One bit a pixel, lowest first, without filling between frames; or one byte a pixel.
inline void put_pixels(DcmDataset& dataset, const MadeSegmentation& made) {
  const Uint16 bits = made.type == "BINARY" ? 1 : 8;
  dataset.putAndInsertUint16(DCM_BitsAllocated, bits);
  dataset.putAndInsertUint16(DCM_BitsStored, bits);
  dataset.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(bits - 1));
  std::vector<Uint8> bytes;
  std::size_t pixel = 0;
  for (const MadeFrame& frame : made.frames)
    for (const std::uint8_t value : frame.pixels) {
      const std::size_t at = bits == 8 ? pixel : pixel / 8;
      bytes.resize(at + 1);
      bytes[at] = bits == 8 ? value : static_cast<Uint8>(bytes[at] | (value << (pixel % 8)));
      ++pixel;
    }
  if (bytes.size() % 2 != 0) bytes.push_back(0);
  dataset.putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size());
}

inline std::filesystem::path write_segmentation(const MadeSegmentation& made,
                                                const std::filesystem::path& file) {
  DcmFileFormat format;
  DcmDataset& dataset = *format.getDataset();
  dataset.putAndInsertString(DCM_SOPClassUID, UID_SegmentationStorage);
  dataset.putAndInsertString(DCM_SOPInstanceUID, "1.2.3.4");
  dataset.putAndInsertString(DCM_Modality, "SEG");
  dataset.putAndInsertString(DCM_SegmentationType, made.type.c_str());
  if (made.type == "FRACTIONAL")
    dataset.putAndInsertUint16(DCM_MaximumFractionalValue,
                               static_cast<Uint16>(made.maximum_fractional_value));
  dataset.putAndInsertUint16(DCM_SamplesPerPixel, 1);
  dataset.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2");
  dataset.putAndInsertString(DCM_NumberOfFrames, std::to_string(made.frames.size()).c_str());
  dataset.putAndInsertUint16(DCM_Rows, 2);
  dataset.putAndInsertUint16(DCM_Columns, 3);
  dataset.putAndInsertUint16(DCM_PixelRepresentation, 0);
  put_segments(dataset, made.labels);
  put_groups(dataset, made);
  put_pixels(dataset, made);
  format.saveFile(file.c_str(), EXS_LittleEndianExplicit);
  return file;
}

}  // namespace osteosign::test
