#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/values/image_grid.h"
#include "io/values/measured.h"

namespace osteosign {

/// What to do when slices are missing or their distance changes.
enum class GapPolicy {
  error,        ///< refuse the series, naming the gaps
  interpolate,  ///< resample to an even grid by linear interpolation; interpolated slices are marked in
                ///< `slices`
  report        ///< keep the largest evenly spaced run of slices and name what was left out
};

/// What was found about the positions of the slices, and what was done.
struct CtGeometry {
  double tilt_deg =
      0;         ///< gantry tilt: angle between slice normal and stacking direction, sheared back when > 0
  int gaps = 0;  ///< missing slice positions
  int duplicates = 0;  ///< slices dropped since another one lies at the same position
  GapPolicy policy = GapPolicy::error;
  std::vector<std::string> notes;  ///< each fact with its figures, for `warnings`
};

/// Which instance a slice of the volume came from; the UID is empty when the slice was interpolated or had no
/// UID.
struct SliceSource {
  std::string sop_instance_uid;
  int frame = 0;  ///< 1-based frame number in a multi-frame instance, else 0
  bool interpolated = false;
};

/// What the header tells about the acquisition. Absent values are unknown, never replaced by a default.
struct CtAcquisition {
  std::string study_instance_uid;
  std::string series_instance_uid;
  std::string frame_of_reference_uid;
  std::string series_description;
  std::string body_part;           ///< Body Part Examined (0018,0015), as found
  std::string convolution_kernel;  ///< (0018,1210), as found
  std::string patient_position;    ///< (0018,5100): HFS, FFP, ...
  Measured<double> tube_voltage_kv = Unknown{"KVP (0018,0060) is absent"};
  Measured<double> slice_thickness_mm = Unknown{"Slice Thickness (0018,0050) is absent"};
  Measured<bool> contrast_agent = Unknown{"Contrast/Bolus Agent (0018,0010) is absent"};
};

/// A CT series as a block of Hounsfield units. Voxels outside the reconstructed field (padding) hold
/// `padding_hu`.
struct CtVolume {
  static constexpr std::int16_t padding_hu = -1024;
  ImageGrid grid;
  std::vector<std::int16_t> hounsfield;  ///< grid.voxel_count() values, x fastest
  CtAcquisition acquisition;
  CtGeometry geometry;
  std::vector<SliceSource> slices;  ///< one for each z
};

}  // namespace osteosign
