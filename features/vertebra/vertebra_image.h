#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "features/prepare/metal.h"
#include "features/spine/spine.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// The series round one vertebra, for measurements of its density.
struct VertebraImage {
  ImageGrid grid;              ///< a crop of the series' grid
  std::array<int, 3> first{};  ///< voxel of the series' grid at which it starts
  std::vector<float> hounsfield;
  std::vector<VertebraPart> parts;
  std::vector<std::uint8_t> valid;  ///< 0 near metal, where no density means anything, and in padding

  /// Distance between voxel centres met along a unit vector of patient space, in mm.
  double step_along_mm(const Eigen::Vector3d& direction) const;
};

/// The box of the geometry and `border_mm` more on each side, clipped to the volume.
VertebraImage cut_vertebra_image(const CtVolume& ct, const Metal& metal, const VertebraGeometry& geometry,
                                 double border_mm);

/// Values between voxel centres by linear interpolation; beyond the border the border repeats.
float sample_linear(const ImageGrid& grid, const std::vector<float>& values, const Eigen::Vector3d& point_mm);

}  // namespace osteosign
