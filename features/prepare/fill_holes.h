#pragma once
#include "features/prepare/mask_components.h"

namespace osteosign {

/// Adds what is enclosed in each plane: background that does not reach the border of its plane.
VoxelMask with_plane_holes_filled(const VoxelMask& mask, Neighbours plane);

/// Enclosed background of the whole volume, where the border of the volume counts as a wall: the marrow of a
/// bone cut off by the field of view is enclosed too. The largest part of the background, and every part
/// larger than `largest_hole_mm3`, is outside.
VoxelMask enclosed_background(const VoxelMask& mask, double largest_hole_mm3);

}  // namespace osteosign
