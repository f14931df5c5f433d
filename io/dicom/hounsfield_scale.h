#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "io/dicom/decode_pixels.h"

class DcmDataset;

namespace osteosign {

/// How the stored values of one frame become Hounsfield units (PS3.3 C.11.1, C.7.5.1.1.2).
struct HounsfieldScale {
  double slope = 1;
  double intercept = 0;
  /// Stored values that mean "outside the reconstructed field", first to last.
  struct Padding {
    std::int32_t first;
    std::int32_t last;
  };
  std::optional<Padding> padding;
};

/// The scale of a frame (0-based), from its Pixel Value Transformation or from the main data set. Throws
/// InputError (not_usable) naming tag and value when Rescale Slope (0028,1053) or Rescale Intercept
/// (0028,1052) is absent or makes no sense, or when Rescale Type (0028,1054) is something else than HU.
HounsfieldScale hounsfield_scale(DcmDataset& dataset, int frame);

/// One slice in Hounsfield units.
struct HounsfieldSlice {
  std::vector<std::int16_t> values;
  std::size_t clamped = 0;                      ///< values beyond int16
  std::optional<double> undeclared_padding_hu;  ///< taken for padding though no tag declares it
};

/// Applies the scale. Padding becomes CtVolume::padding_hu. Photometric Interpretation (MONOCHROME1) is about
/// display and changes nothing here. A value below -1200 HU, which is below anything that noise makes of air,
/// is taken for undeclared padding when it stands in a corner of the image (GE writes -3024, others -2000).
HounsfieldSlice to_hounsfield(const StoredFrame& frame, const HounsfieldScale& scale);

}  // namespace osteosign
