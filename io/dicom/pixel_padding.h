#pragma once
#include <cstdint>
#include <vector>

class DcmDataset;

namespace osteosign {

/// Stored values that stand for "no image here": Pixel Padding Value (0028,0120), up to Pixel Padding Range
/// Limit (0028,0121) when that is there (PS3.3 C.7.5.1.1.2). Empty range when the header names none.
struct PixelPadding {
  std::int32_t lowest = 1;
  std::int32_t highest = 0;

  bool covers(std::int32_t stored) const { return stored >= lowest && stored <= highest; }
  bool none() const { return lowest > highest; }
};
PixelPadding read_pixel_padding(DcmDataset& dataset, bool pixels_are_signed);

/// Gives padding pixels the lowest value of the others, so that what is no image looks like air and makes no
/// contrast of its own. Returns how many there are. A film of nothing but padding is left as it is.
std::size_t fill_padding(const PixelPadding& padding, const std::vector<std::int32_t>& stored,
                         std::vector<float>& pixels);

}  // namespace osteosign
