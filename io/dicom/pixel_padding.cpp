#include "io/dicom/pixel_padding.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "io/dicom/attribute_values.h"

namespace osteosign {
namespace {

/// Writers mix up VR US and SS here; the 16 bits mean what the pixels mean.
std::optional<std::int32_t> stored_value(DcmDataset& dataset, const DcmTagKey& tag, bool pixels_are_signed) {
  const std::optional<int> number = whole_number_of(dataset, tag);
  if (!number) return std::nullopt;
  const auto bits = static_cast<std::uint16_t>(*number);
  return pixels_are_signed ? static_cast<std::int16_t>(bits) : bits;
}

}  // namespace

PixelPadding read_pixel_padding(DcmDataset& dataset, bool pixels_are_signed) {
  const auto value = stored_value(dataset, DCM_PixelPaddingValue, pixels_are_signed);
  if (!value) return {};
  const auto limit = stored_value(dataset, DCM_PixelPaddingRangeLimit, pixels_are_signed).value_or(*value);
  return {std::min(*value, limit), std::max(*value, limit)};
}

std::size_t fill_padding(const PixelPadding& padding, const std::vector<std::int32_t>& stored,
                         std::vector<float>& pixels) {
  if (padding.none()) return 0;
  float lowest = std::numeric_limits<float>::max();
  std::size_t count = 0;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (padding.covers(stored[i]))
      ++count;
    else
      lowest = std::min(lowest, pixels[i]);
  }
  if (count == stored.size()) return count;
  for (std::size_t i = 0; i < stored.size(); ++i)
    if (padding.covers(stored[i])) pixels[i] = lowest;
  return count;
}

}  // namespace osteosign
