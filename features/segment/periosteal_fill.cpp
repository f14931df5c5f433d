#include "features/segment/periosteal_fill.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>

#include "features/prepare/fill_holes.h"
#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

/// Voxels enclosed in at least two of the three plane directions.
VoxelMask majority_of_planes(const VoxelMask& mask) {
  VoxelMask axial, coronal, sagittal;
  tbb::parallel_invoke([&] { axial = with_plane_holes_filled(mask, Neighbours::axial_plane); },
                       [&] { coronal = with_plane_holes_filled(mask, Neighbours::coronal_plane); },
                       [&] {
                         sagittal =
                             with_plane_holes_filled(mask.transposed_in_plane(), Neighbours::coronal_plane)
                                 .transposed_in_plane();
                       });
  return (axial & coronal) | (axial & sagittal) | (coronal & sagittal);
}

Reach one_voxel(const ImageGrid& grid) {
  return {grid.spacing_mm.head<2>().maxCoeff() * 1.01, grid.spacing_mm.z() * 1.01};
}

/// Of the spaces of `hollow`, those whose walls are bone almost all round: marrow behind a hole, and not the
/// spinal canal (walled by discs and open at its foramina) or the gap between two bones.
VoxelMask walled_by_bone(const VoxelMask& hollow, const VoxelMask& bone) {
  constexpr double least_wall_fraction = 0.9, rough_wall_mm = 1.5;
  const ImageGrid& grid = hollow.grid();
  const VoxelMask with_wall = dilate(hollow, one_voxel(grid));
  const VoxelMask wall = with_wall - hollow;
  const MaskComponents spaces = find_components(with_wall, Neighbours::volume);
  const std::vector<std::size_t> walls = spaces.overlap(wall);
  const std::vector<std::size_t> bony = spaces.overlap(wall & dilate(bone, Reach::ball(rough_wall_mm)));
  std::vector<bool> walled(walls.size());
  for (std::size_t i = 0; i < walled.size(); ++i)
    walled[i] = static_cast<double>(bony[i]) >= least_wall_fraction * static_cast<double>(walls[i]);
  return hollow & spaces.select(walled);
}

}  // namespace

VoxelMask marrow_behind_holes(const VoxelMask& bone, double hole_radius_mm, double largest_marrow_mm3) {
  const Reach reach = Reach::ball(hole_radius_mm);
  const VoxelMask deep = enclosed_background(dilate(bone, reach), largest_marrow_mm3);
  if (deep.empty()) return deep;
  const VoxelMask marrow = walled_by_bone(dilate(deep, reach) - bone, bone);
  if (marrow.empty()) return marrow;
  // The ball that found the marrow does not reach into the corners beside it.
  return marrow | enclosed_background(bone | marrow, largest_marrow_mm3);
}

VoxelMask fill_to_periosteum(const VoxelMask& mineral, double closing_mm, double largest_marrow_mm3) {
  const Eigen::Vector3d& spacing = mineral.grid().spacing_mm;
  // In coarse voxels a gap of one voxel diagonally must close as well.
  const Reach reach{std::max(closing_mm, 1.5 * spacing.head<2>().maxCoeff()),
                    std::max(closing_mm, 1.01 * spacing.z())};
  VoxelMask filled = mineral | enclosed_background(mineral, largest_marrow_mm3);
  filled |= majority_of_planes(filled);
  const VoxelMask closed = close(filled, reach);
  VoxelMask in_volume, in_planes;
  tbb::parallel_invoke([&] { in_volume = enclosed_background(closed, largest_marrow_mm3); },
                       [&] { in_planes = majority_of_planes(closed); });
  const VoxelMask enclosed = (in_volume | in_planes) - closed;
  if (!enclosed.empty()) {
    const double past_the_bridge = reach.in_plane_mm + spacing.maxCoeff();
    filled |= enclosed | (dilate(enclosed, Reach::ball(past_the_bridge)) & closed);
  }
  // Twice, since a ball wide enough for a large hole does not enter a narrow bone.
  for (const double hole_radius_mm : {2 * closing_mm, 3.5 * closing_mm})
    filled |= marrow_behind_holes(filled, hole_radius_mm, largest_marrow_mm3);
  return filled;
}

}  // namespace osteosign
