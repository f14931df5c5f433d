#include "features/segment/periosteal_fill.h"

#include <algorithm>

#include "features/prepare/fill_holes.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

/// Voxels enclosed in at least two of the three plane directions.
VoxelMask majority_of_planes(const VoxelMask& mask) {
  const VoxelMask axial = with_plane_holes_filled(mask, Neighbours::axial_plane);
  const VoxelMask coronal = with_plane_holes_filled(mask, Neighbours::coronal_plane);
  const VoxelMask sagittal =
      with_plane_holes_filled(mask.transposed_in_plane(), Neighbours::coronal_plane).transposed_in_plane();
  return (axial & coronal) | (axial & sagittal) | (coronal & sagittal);
}

}  // namespace

VoxelMask fill_to_periosteum(const VoxelMask& mineral, double closing_mm, double largest_marrow_mm3) {
  const Eigen::Vector3d& spacing = mineral.grid().spacing_mm;
  // In coarse voxels a gap of one voxel diagonally must close as well.
  const Reach reach{std::max(closing_mm, 1.5 * spacing.head<2>().maxCoeff()),
                    std::max(closing_mm, 1.01 * spacing.z())};
  VoxelMask filled = mineral | enclosed_background(mineral, largest_marrow_mm3);
  filled |= majority_of_planes(filled);
  const VoxelMask closed = close(filled, reach);
  const VoxelMask enclosed =
      (enclosed_background(closed, largest_marrow_mm3) | majority_of_planes(closed)) - closed;
  if (enclosed.empty()) return filled;
  const double past_the_bridge = reach.in_plane_mm + spacing.maxCoeff();
  return filled | enclosed | (dilate(enclosed, Reach::ball(past_the_bridge)) & closed);
}

}  // namespace osteosign
