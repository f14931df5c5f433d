#include "features/prepare/fill_holes.h"

#include <algorithm>

namespace osteosign {

VoxelMask with_plane_holes_filled(const VoxelMask& mask, Neighbours plane) {
  const MaskComponents background = find_components(mask.complement(), plane);
  const auto& size = mask.grid().size;
  std::vector<bool> enclosed(background.components.size());
  for (std::size_t i = 0; i < enclosed.size(); ++i) {
    const Component& part = background.components[i];
    const int second_axis = plane == Neighbours::axial_plane ? 1 : 2;
    const auto second = static_cast<std::size_t>(second_axis);
    enclosed[i] = part.lowest[0] > 0 && part.highest[0] < size[0] - 1 && part.lowest[second] > 0 &&
                  part.highest[second] < size[second] - 1;
  }
  return mask | background.select(enclosed);
}

VoxelMask enclosed_background(const VoxelMask& mask, double largest_hole_mm3) {
  const MaskComponents background = find_components(mask.complement(), Neighbours::volume);
  std::size_t most = 0;
  for (const Component& part : background.components) most = std::max(most, part.voxels);
  std::vector<bool> enclosed(background.components.size());
  for (std::size_t i = 0; i < enclosed.size(); ++i)
    enclosed[i] = background.components[i].voxels < most && background.volume_mm3(i) <= largest_hole_mm3;
  return background.select(enclosed);
}

}  // namespace osteosign
