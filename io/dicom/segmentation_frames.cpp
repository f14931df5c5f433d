#include "io/dicom/segmentation_frames.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "io/dicom/decode_pixels.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

std::string text(DcmItem& item, const DcmTagKey& tag) {
  OFString value;
  item.findAndGetOFString(tag, value);
  return value.c_str();
}

int positive_number(DcmDataset& dataset, const DcmTagKey& tag, const char* name) {
  Uint16 value = 0;
  if (dataset.findAndGetUint16(tag, value).bad() || value == 0)
    throw InputError(fmt::format("{} {} is absent or 0", name, tag.toString().c_str()));
  return value;
}

CodedName code_in(DcmItem& item, const DcmTagKey& sequence) {
  DcmItem* code = nullptr;
  if (item.findAndGetSequenceItem(sequence, code).bad() || code == nullptr) return {};
  std::string value = text(*code, DCM_CodeValue);
  if (value.empty()) value = text(*code, DCM_LongCodeValue);
  return {text(*code, DCM_CodingSchemeDesignator), value, text(*code, DCM_CodeMeaning)};
}

std::map<std::uint16_t, Region> read_segments(DcmDataset& dataset) {
  std::map<std::uint16_t, Region> segments;
  DcmItem* item = nullptr;
  for (long at = 0; dataset.findAndGetSequenceItem(DCM_SegmentSequence, item, at).good(); ++at) {
    Uint16 number = 0;
    if (item->findAndGetUint16(DCM_SegmentNumber, number).bad())
      throw InputError(fmt::format("Segment Number (0062,0004) of segment {} is absent", at + 1));
    Region region;
    region.number = number;
    region.name = text(*item, DCM_SegmentLabel);
    region.type = code_in(*item, DCM_SegmentedPropertyTypeCodeSequence);
    region.anatomic_region = code_in(*item, DCM_AnatomicRegionSequence);
    if (!segments.emplace(number, region).second)
      throw InputError(fmt::format("Segment Number (0062,0004) {} occurs twice", number));
  }
  if (segments.empty()) throw InputError("Segment Sequence (0062,0002) is absent or empty");
  return segments;
}

SegmentationType read_type(DcmDataset& dataset) {
  const std::string type = text(dataset, DCM_SegmentationType);
  if (type == "BINARY") return SegmentationType::binary;
  if (type == "FRACTIONAL") return SegmentationType::fractional;
  if (type == "LABELMAP") return SegmentationType::labelmap;
  throw InputError(
      fmt::format("Segmentation Type (0062,0001) is \"{}\"; BINARY, FRACTIONAL and LABELMAP are read", type));
}

// One bit a pixel, lowest bit first; frames follow each other without filling up to whole bytes
// (PS3.5 8.1.1).
std::vector<std::uint8_t> unpacked_bits(DcmDataset& dataset, const SegmentationHeader& header, int frame) {
  DcmElement* pixels = nullptr;
  if (dataset.findAndGetElement(DCM_PixelData, pixels).bad() || pixels == nullptr)
    throw InputError("Pixel Data (7FE0,0010) is absent");
  const std::uint64_t in_frame =
      static_cast<std::uint64_t>(header.columns) * static_cast<std::uint64_t>(header.rows);
  const std::uint64_t first_bit = in_frame * static_cast<std::uint64_t>(frame);
  const std::uint64_t first_byte = first_bit / 8;
  std::vector<Uint8> bytes((first_bit + in_frame + 7) / 8 - first_byte);
  if (first_byte + bytes.size() > pixels->getLength())
    throw InputError(fmt::format(
        "Pixel Data (7FE0,0010) has {} bytes; {} frames of {} rows and {} columns of one bit need {}",
        pixels->getLength(), header.frames, header.rows, header.columns,
        (in_frame * static_cast<std::uint64_t>(header.frames) + 7) / 8));
  const OFCondition status = pixels->getPartialValue(bytes.data(), static_cast<Uint32>(first_byte),
                                                     static_cast<Uint32>(bytes.size()));
  if (status.bad())
    throw InputError(fmt::format("Pixel Data (7FE0,0010), frame {}: {}", frame + 1, status.text()));
  std::vector<std::uint8_t> inside(in_frame);
  for (std::uint64_t pixel = 0; pixel < in_frame; ++pixel) {
    const std::uint64_t bit = first_bit + pixel - 8 * first_byte;
    inside[pixel] = static_cast<std::uint8_t>((bytes[bit / 8] >> (bit % 8)) & 1);
  }
  return inside;
}

std::vector<std::uint8_t> at_least_half(const StoredFrame& frame, int maximum) {
  std::vector<std::uint8_t> inside(frame.values.size());
  for (std::size_t pixel = 0; pixel < inside.size(); ++pixel)
    inside[pixel] = 2 * frame.values[pixel] >= maximum ? 1 : 0;
  return inside;
}

std::map<std::uint16_t, std::vector<std::uint8_t>> masks_of_labels(const StoredFrame& frame) {
  std::map<std::uint16_t, std::vector<std::uint8_t>> masks;
  for (std::size_t pixel = 0; pixel < frame.values.size(); ++pixel) {
    if (frame.values[pixel] == 0) continue;
    std::vector<std::uint8_t>& mask = masks[static_cast<std::uint16_t>(frame.values[pixel])];
    mask.resize(frame.values.size());
    mask[pixel] = 1;
  }
  return masks;
}

}  // namespace

SegmentationHeader read_segmentation_header(DcmDataset& dataset) {
  SegmentationHeader header;
  header.type = read_type(dataset);
  header.columns = positive_number(dataset, DCM_Columns, "Columns");
  header.rows = positive_number(dataset, DCM_Rows, "Rows");
  Sint32 frames = 0;
  if (dataset.findAndGetSint32(DCM_NumberOfFrames, frames).bad() || frames < 1)
    throw InputError(
        fmt::format("Number of Frames (0028,0008) is \"{}\"", text(dataset, DCM_NumberOfFrames)));
  header.frames = frames;
  if (header.type == SegmentationType::fractional)
    header.maximum_fractional_value =
        positive_number(dataset, DCM_MaximumFractionalValue, "Maximum Fractional Value");
  header.segments = read_segments(dataset);
  return header;
}

DcmItem* functional_group(DcmDataset& dataset, int frame, std::uint16_t group, std::uint16_t element) {
  DcmItem* groups = nullptr;
  DcmItem* found = nullptr;
  const DcmTagKey sequence(group, element);
  if (dataset.findAndGetSequenceItem(DCM_PerFrameFunctionalGroupsSequence, groups, frame).good() &&
      groups->findAndGetSequenceItem(sequence, found).good())
    return found;
  if (dataset.findAndGetSequenceItem(DCM_SharedFunctionalGroupsSequence, groups).good() &&
      groups->findAndGetSequenceItem(sequence, found).good())
    return found;
  return nullptr;
}

std::uint16_t segment_of_frame(DcmDataset& dataset, const SegmentationHeader& header, int frame) {
  DcmItem* identification = functional_group(dataset, frame, 0x0062, 0x000a);
  Uint16 number = 0;
  if (identification == nullptr ||
      identification->findAndGetUint16(DCM_ReferencedSegmentNumber, number).bad())
    throw InputError(fmt::format("Referenced Segment Number (0062,000B) of frame {} is absent", frame + 1));
  if (!header.segments.contains(number))
    throw InputError(fmt::format(
        "Referenced Segment Number (0062,000B) of frame {} is {}, which no segment has", frame + 1, number));
  return number;
}

std::map<std::uint16_t, std::vector<std::uint8_t>> masks_of_frame(DcmDataset& dataset,
                                                                  const SegmentationHeader& header,
                                                                  int frame) {
  if (header.type == SegmentationType::labelmap) return masks_of_labels(decode_frame(dataset, frame));
  const std::uint16_t segment = segment_of_frame(dataset, header, frame);
  if (header.type == SegmentationType::binary) return {{segment, unpacked_bits(dataset, header, frame)}};
  return {{segment, at_least_half(decode_frame(dataset, frame), header.maximum_fractional_value)}};
}

}  // namespace osteosign
