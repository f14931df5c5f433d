#pragma once
#include <optional>

#include "features/lesion/cortex_surface.h"
#include "features/lesion/soft_tissue_parameters.h"
#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// What lies round a lesion, on a grid of cells along the axes of the volume.
struct SoftTissueSpace {
  ImageGrid grid;
  double cell_mm = 1;            ///< edge of a cell
  std::vector<float> native_hu;  ///< mean of the voxels in each cell
  std::vector<float> hu;         ///< the same, lightly smoothed
  std::vector<int> nearest;      ///< point of the undamaged surface nearest to each cell
  std::vector<float> height_mm;  ///< distance from it, negative below the surface
  VoxelMask bone;                ///< below the undamaged surface, or bone that the lesion has pushed out
  VoxelMask over_surface;        ///< not bone, and above the surface rather than beyond its ends
  VoxelMask fat;
  VoxelMask soft;     ///< neither fat nor denser than soft tissue
  VoxelMask spoiled;  ///< metal, and its streaks
  VoxelMask outline;  ///< cells of the lesion as it was outlined

  std::size_t cell(int x, int y, int z) const { return grid.index(x, y, z); }
  Eigen::Vector3d point_mm(int x, int y, int z) const {
    return grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
  }
};

/// The cells within `soft_tissue_reach_mm` of the lesion.
SoftTissueSpace soft_tissue_space(const CtVolume& ct, const LabelMap& bones, const CtLesionOutline& outline,
                                  const CortexSurface& surface, const SoftTissueParameters& parameters);

/// Cells of `over_surface` within a distance of the bone.
VoxelMask layer_on_bone(const SoftTissueSpace& space, double thickness_mm);

}  // namespace osteosign
