#include "io/dicom/segmentation_bits.h"

#include <algorithm>

namespace osteosign {
namespace {

std::size_t plane_size(const Region& region) {
  return static_cast<std::size_t>(region.size[0]) * static_cast<std::size_t>(region.size[1]);
}

}  // namespace

std::vector<SegmentFrame> frames_with_voxels(const std::vector<WrittenSegment>& segments) {
  std::vector<SegmentFrame> frames;
  for (std::size_t each = 0; each < segments.size(); ++each) {
    const Region& region = segments[each].region;
    for (int z = 0; z < region.size[2]; ++z) {
      const auto first = region.inside.begin() +
                         static_cast<std::ptrdiff_t>(plane_size(region) * static_cast<std::size_t>(z));
      const auto last = first + static_cast<std::ptrdiff_t>(plane_size(region));
      if (std::any_of(first, last, [](std::uint8_t inside) { return inside != 0; }))
        frames.push_back({each, region.first[2] + z});
    }
  }
  return frames;
}

std::vector<std::uint8_t> packed_bits(const std::vector<WrittenSegment>& segments,
                                      const std::vector<SegmentFrame>& frames, const ImageGrid& grid) {
  const std::size_t pixels = static_cast<std::size_t>(grid.size[0]) * static_cast<std::size_t>(grid.size[1]);
  const std::size_t bytes = (pixels * frames.size() + 7) / 8;
  std::vector<std::uint8_t> bits(bytes + bytes % 2, 0);
  for (std::size_t frame = 0; frame < frames.size(); ++frame) {
    const Region& region = segments[frames[frame].segment].region;
    std::size_t voxel = plane_size(region) * static_cast<std::size_t>(frames[frame].z - region.first[2]);
    for (int y = 0; y < region.size[1]; ++y)
      for (int x = 0; x < region.size[0]; ++x, ++voxel) {
        if (region.inside[voxel] == 0) continue;
        const std::size_t bit =
            frame * pixels +
            static_cast<std::size_t>(region.first[1] + y) * static_cast<std::size_t>(grid.size[0]) +
            static_cast<std::size_t>(region.first[0] + x);
        bits[bit / 8] = static_cast<std::uint8_t>(bits[bit / 8] | (1U << (bit % 8)));
      }
  }
  return bits;
}

}  // namespace osteosign
