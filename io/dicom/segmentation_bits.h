#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "io/dicom/write_segmentation.h"

namespace osteosign {

/// One plane of one segment.
struct SegmentFrame {
  std::size_t segment = 0;  ///< from 0
  int z = 0;                ///< of the grid
};

/// The planes that hold a voxel of their segment, by segment, then by z.
std::vector<SegmentFrame> frames_with_voxels(const std::vector<WrittenSegment>& segments);

/// One bit a pixel, the first in the lowest bit, frames following each other without a gap; padded to an even
/// number of bytes (PS3.5 8.1.1, D.1).
std::vector<std::uint8_t> packed_bits(const std::vector<WrittenSegment>& segments,
                                      const std::vector<SegmentFrame>& frames, const ImageGrid& grid);

}  // namespace osteosign
