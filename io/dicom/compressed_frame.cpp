#include "io/dicom/compressed_frame.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>

#include "io/values/errors.h"

namespace osteosign {
namespace {

/// Fragments first ... last - 1 of the pixel sequence; item 0 is the Basic Offset Table.
struct FragmentRange {
  unsigned long first;
  unsigned long last;
};

DcmPixelItem& item_at(DcmPixelSequence& sequence, unsigned long index) {
  DcmPixelItem* item = nullptr;
  if (sequence.getItem(item, index).bad() || item == nullptr)
    throw InputError(fmt::format("Pixel Data (7FE0,0010): fragment {} cannot be read", index));
  return *item;
}

const Uint8* bytes_of(DcmPixelItem& item, unsigned long index) {
  Uint8* bytes = nullptr;
  if (item.getLength() > 0 && (item.getUint8Array(bytes).bad() || bytes == nullptr))
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010): fragment {} announces {} bytes, the file ends before", index,
                    item.getLength()));
  return bytes;
}

/// Offsets of the frames from the first byte behind the Basic Offset Table; empty when no table is there.
std::vector<std::uint64_t> offset_table(DcmDataset& dataset, DcmPixelSequence& sequence) {
  const Uint64* extended = nullptr;
  unsigned long count = 0;
  if (dataset.findAndGetUint64Array(DCM_ExtendedOffsetTable, extended, &count).good() && count > 0)
    return {extended, extended + count};
  DcmPixelItem& table = item_at(sequence, 0);
  const Uint8* bytes = bytes_of(table, 0);
  std::vector<std::uint64_t> offsets;
  for (Uint32 at = 0; at + 4 <= table.getLength(); at += 4)
    offsets.push_back(static_cast<std::uint64_t>(bytes[at]) | static_cast<std::uint64_t>(bytes[at + 1]) << 8 |
                      static_cast<std::uint64_t>(bytes[at + 2]) << 16 |
                      static_cast<std::uint64_t>(bytes[at + 3]) << 24);
  return offsets;
}

/// Index of the first fragment of each frame by the table; empty when the table fits no fragment starts.
std::vector<unsigned long> starts_by_table(DcmDataset& dataset, DcmPixelSequence& sequence, int frames) {
  const std::vector<std::uint64_t> offsets = offset_table(dataset, sequence);
  std::vector<unsigned long> starts;
  if (offsets.size() != static_cast<std::size_t>(frames)) return starts;
  std::uint64_t offset = 0;
  for (unsigned long index = 1; index < sequence.card() && starts.size() < offsets.size(); ++index) {
    if (offsets[starts.size()] == offset) starts.push_back(index);
    offset += 8 + item_at(sequence, index).getLength();
  }
  if (starts.size() != offsets.size() || starts.front() != 1) starts.clear();
  return starts;
}

bool starts_a_codestream(DcmPixelItem& item, unsigned long index) {
  if (item.getLength() < 12) return false;
  const Uint8* bytes = bytes_of(item, index);
  const bool jpeg = bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
  const bool jpeg2000 = bytes[0] == 0xFF && bytes[1] == 0x4F && bytes[2] == 0xFF && bytes[3] == 0x51;
  const bool jp2_box = bytes[4] == 'j' && bytes[5] == 'P' && bytes[6] == ' ' && bytes[7] == ' ';
  return jpeg || jpeg2000 || jp2_box;
}

std::vector<unsigned long> starts_by_marker(DcmPixelSequence& sequence) {
  std::vector<unsigned long> starts;
  for (unsigned long index = 1; index < sequence.card(); ++index)
    if (starts_a_codestream(item_at(sequence, index), index)) starts.push_back(index);
  return starts;
}

FragmentRange fragments_of(DcmDataset& dataset, DcmPixelSequence& sequence, int frame, int frames) {
  const unsigned long items = sequence.card();
  if (items < 2) throw InputError("Pixel Data (7FE0,0010) has no fragment");
  if (frames == 1) return {1, items};
  const auto wanted = static_cast<unsigned long>(frame);
  const auto count = static_cast<std::size_t>(frames);
  if (items - 1 == count) return {wanted + 1, wanted + 2};
  std::vector<unsigned long> starts = starts_by_table(dataset, sequence, frames);
  if (starts.empty()) starts = starts_by_marker(sequence);
  if (starts.size() != count)
    throw InputError(
        fmt::format("Pixel Data (7FE0,0010) has {} fragments for {} frames (0028,0008) and no "
                    "offset table that tells which belong together",
                    items - 1, frames));
  return {starts[wanted], wanted + 1 < count ? starts[wanted + 1] : items};
}

}  // namespace

std::vector<std::uint8_t> compressed_frame(DcmDataset& dataset, DcmPixelSequence& fragments, int frame,
                                           int frames) {
  const FragmentRange range = fragments_of(dataset, fragments, frame, frames);
  std::vector<std::uint8_t> joined;
  for (unsigned long index = range.first; index < range.last; ++index) {
    DcmPixelItem& item = item_at(fragments, index);
    const Uint8* bytes = bytes_of(item, index);
    if (bytes != nullptr) joined.insert(joined.end(), bytes, bytes + item.getLength());
  }
  if (joined.empty()) throw InputError(fmt::format("Pixel Data (7FE0,0010): frame {} is empty", frame + 1));
  return joined;
}

}  // namespace osteosign
