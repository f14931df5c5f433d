#pragma once
#include <cstdint>
#include <vector>

#include "features/spine/spine_region.h"
#include "features/spine/upright_volume.h"

namespace osteosign {

/// One voxel of bone near the spine.
struct BoneNode {
  std::array<int, 3> voxel;
  float hu = 0;
  bool is_mineral = false;  ///< else marrow, or a hole in a body
  AxisPlace place;
  float level = 0;  ///< see LevelScale
};

/// The bone near the spine on an even grid, as a list.
struct BoneNodes {
  ImageGrid grid;
  std::vector<BoneNode> nodes;
  std::vector<std::int32_t> node_of_voxel;  ///< -1 where there is none

  std::int32_t at(int x, int y, int z) const {
    return grid.contains(x, y, z) ? node_of_voxel[grid.index(x, y, z)] : -1;
  }
};

/// Distance of a node from the side of the body at its height; negative within its width.
inline double beside_body_mm(const BoneNode& node, const SpineAxis& axis) {
  return std::abs(node.place.u) - body_width_to_depth * axis.radius_mm(node.place.s);
}

/// All bone up to 80 mm beside, 95 mm behind and 45 mm in front of the axis of the bodies, and what lies
/// within the bodies whether it is bone or not (marrow, a lytic lesion): their core, and what gaps of no more
/// than 10 mm part from it. Poor marrow is no brighter than muscle, and where the cortex over it is too thin
/// to be seen the segmentation does not fill up to the rim. `canal` and the discs are left out but for
/// mineral: the segmentation fills narrow rings and narrow discs.
BoneNodes bone_nodes(const SpineImage& image, const VoxelMask& canal, const SpineAxis& axis,
                     const LevelScale& levels);

}  // namespace osteosign
