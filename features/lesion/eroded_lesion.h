#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "features/find/lesion_box.h"
#include "features/lesion/matrix_parameters.h"
#include "features/prepare/image_quality.h"
#include "features/values/lesion.h"

namespace osteosign {

/// The inside of a lesion without its wall, and what is needed to look at it. All vectors are of the grid.
struct ErodedLesion {
  ImageGrid grid;
  std::vector<float> hounsfield;     ///< native
  std::vector<float> calm;           ///< smoothed by 0.5 mm
  std::vector<float> depth_mm;       ///< from the surface of the lesion, negative inside
  std::vector<std::uint8_t> inside;  ///< 1 deeper than the erosion
  std::vector<std::size_t> voxels;   ///< those inside, in memory order
  double noise_hu = 0;
  double blur_mm = 0;  ///< in the plane of the slices
  double erosion_mm = 0;
  double background_hu = 0;  ///< of the even part of the lesion
  /// Median and spread (noise taken off) of the marrow 3 to 12 mm outside; of 50 voxels or more.
  std::optional<MedianSpread> marrow;

  Eigen::Vector3d place(std::size_t voxel) const;     ///< as voxel coordinates of the grid
  Eigen::Vector3d point_mm(std::size_t voxel) const;  ///< in the patient
  double volume_mm3(std::size_t count) const { return static_cast<double>(count) * grid.voxel_volume_mm3(); }
};

/// `box` holds the lesion and 13 mm round it. Gaps of the outline up to twice `matrix_closing_mm` wide, and
/// holes, belong to the lesion as far as they lie in bone. Unknown when noise or blur are. The core of a
/// small lesion may be empty.
Measured<ErodedLesion> eroded_lesion(const LesionBox& box, const CtLesionOutline& outline,
                                     const ImageQuality& quality, const MatrixParameters& parameters);

}  // namespace osteosign
