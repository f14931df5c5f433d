#pragma once
#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// Reach of a structuring ellipsoid in mm along the slice plane and along the slice normal. Voxels count
/// whose centre lies inside, so a reach below the voxel spacing of an axis does nothing along it.
struct Reach {
  double in_plane_mm;
  double axial_mm;
  static Reach ball(double radius_mm) { return {radius_mm, radius_mm}; }
  static Reach disc(double radius_mm) { return {radius_mm, 0}; }
};

/// What lies outside the volume is empty for a dilation and full for an erosion, so that a closing never
/// loses and an opening never loses at the border of a cropped volume.
VoxelMask dilate(const VoxelMask& mask, Reach reach);
VoxelMask erode(const VoxelMask& mask, Reach reach);
VoxelMask close(const VoxelMask& mask, Reach reach);
VoxelMask open(const VoxelMask& mask, Reach reach);

}  // namespace osteosign
