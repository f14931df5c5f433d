#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "io/images/region_set.h"

class DcmDataset;
class DcmItem;

namespace osteosign {

enum class SegmentationType { binary, fractional, labelmap };

/// What the header of a segmentation says about all of its frames.
struct SegmentationHeader {
  SegmentationType type = SegmentationType::binary;
  int columns = 0;
  int rows = 0;
  int frames = 0;
  int maximum_fractional_value = 0;          ///< of a fractional one
  std::map<std::uint16_t, Region> segments;  ///< name and codes by segment number, without voxels
};

/// Throws InputError with tag and value; the caller adds the file name.
SegmentationHeader read_segmentation_header(DcmDataset& dataset);

/// The segment that a frame (0-based) belongs to; only for binary and fractional ones.
std::uint16_t segment_of_frame(DcmDataset& dataset, const SegmentationHeader& header, int frame);

/// Functional group `sequence` (hexadecimal group and element) of a frame: its own one, else the shared one;
/// null when there is neither.
DcmItem* functional_group(DcmDataset& dataset, int frame, std::uint16_t group, std::uint16_t element);

/// The pixels of a frame, 1 inside and 0 outside; of a labelmap, for each label that occurs.
std::map<std::uint16_t, std::vector<std::uint8_t>> masks_of_frame(DcmDataset& dataset,
                                                                  const SegmentationHeader& header,
                                                                  int frame);

}  // namespace osteosign
