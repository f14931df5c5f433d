#pragma once
#include "features/prepare/voxel_mask.h"
#include "features/vertebra/vertebra_image.h"

namespace osteosign {

/// Mean and variance of the native HU of a region, noise taken off.
struct RegionFigures {
  double mean_hu = 0;
  double variance_hu2 = 0;
};

/// Of a region that is not empty.
RegionFigures figures_of(const VertebraImage& image, const VoxelMask& region, double noise_hu);

/// Whether a region is made of struts along the axis of the vertebra, as a haemangioma is (methods A3.4): 3
/// mm away along the axis densities are alike, 2 mm away across it, half of the distance of struts, they are
/// not, either way.
bool has_vertical_struts(const VertebraImage& image, const VoxelMask& region, const Eigen::Matrix3d& axes,
                         const RegionFigures& figures);

}  // namespace osteosign
