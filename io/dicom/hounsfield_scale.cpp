#include "io/dicom/hounsfield_scale.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "io/dicom/attribute_values.h"
#include "io/dicom/image_plane.h"
#include "io/images/ct_volume.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr double lowest_air_hu = -1200;

double required_number(DcmItem& item, const DcmTagKey& tag) {
  const std::optional<double> number = number_of(item, tag);
  if (!number)
    throw InputError(fmt::format("{} {}: Hounsfield units are unknown", name_of(tag), state_of(item, tag)),
                     FailureKind::not_usable);
  return *number;
}

/// Pixel Padding Value is written as US or SS, whatever the pixels are.
std::optional<std::int32_t> stored_value(DcmDataset& dataset, const DcmTagKey& tag) {
  const std::optional<int> written = whole_number_of(dataset, tag);
  if (!written) return std::nullopt;
  const bool is_signed = whole_number_of(dataset, DCM_PixelRepresentation).value_or(0) == 1;
  const int bits = whole_number_of(dataset, DCM_BitsAllocated).value_or(16) == 8 ? 8 : 16;
  const int range = 1 << bits;
  const int unsigned_value = ((*written % range) + range) % range;
  return is_signed && unsigned_value >= range / 2 ? unsigned_value - range : unsigned_value;
}

std::optional<HounsfieldScale::Padding> padding_of(DcmDataset& dataset) {
  const auto value = stored_value(dataset, DCM_PixelPaddingValue);
  if (!value) return std::nullopt;
  const auto limit = stored_value(dataset, DCM_PixelPaddingRangeLimit).value_or(*value);
  return HounsfieldScale::Padding{std::min(*value, limit), std::max(*value, limit)};
}

/// Undeclared padding is one single value.
std::optional<std::int32_t> undeclared_padding(const StoredFrame& frame, const HounsfieldScale& scale) {
  if (frame.values.empty()) return std::nullopt;
  const std::size_t columns = static_cast<std::size_t>(frame.columns);
  const std::array<std::size_t, 4> corners{0, columns - 1, frame.values.size() - columns,
                                           frame.values.size() - 1};
  for (const std::size_t corner : corners) {
    const std::int32_t value = frame.values[corner];
    const bool declared = scale.padding && value >= scale.padding->first && value <= scale.padding->last;
    if (!declared && scale.slope * value + scale.intercept < lowest_air_hu) return value;
  }
  return std::nullopt;
}

}  // namespace

HounsfieldScale hounsfield_scale(DcmDataset& dataset, int frame) {
  DcmItem& transformation = functional_group(dataset, frame, DCM_PixelValueTransformationSequence);
  const HounsfieldScale scale{.slope = required_number(transformation, DCM_RescaleSlope),
                              .intercept = required_number(transformation, DCM_RescaleIntercept),
                              .padding = padding_of(dataset)};
  if (scale.slope == 0)
    throw InputError(fmt::format("{} is '0': Hounsfield units are unknown", name_of(DCM_RescaleSlope)),
                     FailureKind::not_usable);
  const std::string type = text_of(transformation, DCM_RescaleType);
  if (!type.empty() && type != "HU" && type != "HU_MOD" && type != "US")
    throw InputError(fmt::format("{} is '{}': not Hounsfield units", name_of(DCM_RescaleType), type),
                     FailureKind::not_usable);
  return scale;
}

HounsfieldSlice to_hounsfield(const StoredFrame& frame, const HounsfieldScale& scale) {
  constexpr double lowest = std::numeric_limits<std::int16_t>::min();
  constexpr double highest = std::numeric_limits<std::int16_t>::max();
  HounsfieldSlice slice;
  slice.values.resize(frame.values.size());
  const std::optional<std::int32_t> undeclared = undeclared_padding(frame, scale);
  if (undeclared) slice.undeclared_padding_hu = scale.slope * *undeclared + scale.intercept;
  const HounsfieldScale::Padding nothing{1, 0};
  const HounsfieldScale::Padding padding = scale.padding.value_or(nothing);
  for (std::size_t i = 0; i < frame.values.size(); ++i) {
    const std::int32_t stored = frame.values[i];
    const bool is_padding = (stored >= padding.first && stored <= padding.last) || stored == undeclared;
    const double hounsfield = is_padding ? CtVolume::padding_hu : scale.slope * stored + scale.intercept;
    if (hounsfield < lowest - 0.5 || hounsfield >= highest + 0.5) ++slice.clamped;
    // Cutting off a positive number rounds down, and does so ten times as fast as std::lround.
    const int above_lowest = static_cast<int>(std::clamp(hounsfield, lowest, highest) - lowest + 0.5);
    slice.values[i] = static_cast<std::int16_t>(above_lowest + static_cast<int>(lowest));
  }
  return slice;
}

}  // namespace osteosign
