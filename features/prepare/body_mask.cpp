#include "features/prepare/body_mask.h"

#include <algorithm>
#include <limits>

#include "features/prepare/fill_holes.h"
#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {

VoxelMask find_body(const CtVolume& ct, const BodyMaskParameters& parameters) {
  const VoxelMask dense = voxels_in_range(ct.grid, ct.hounsfield, static_cast<int>(parameters.air_hu) + 1,
                                          std::numeric_limits<std::int16_t>::max());
  const MaskComponents parts =
      find_components(open(dense, Reach::ball(parameters.opening_mm)), Neighbours::volume);
  if (parts.components.empty()) return dense;
  const auto smaller = [](const Component& a, const Component& b) { return a.voxels < b.voxels; };
  const auto largest = static_cast<std::size_t>(
      std::max_element(parts.components.begin(), parts.components.end(), smaller) - parts.components.begin());
  std::vector<bool> kept(parts.components.size());
  for (std::size_t i = 0; i < kept.size(); ++i)
    kept[i] = i == largest || parts.volume_mm3(i) >= parameters.least_part_cm3 * 1000;
  return with_plane_holes_filled(parts.select(kept), Neighbours::axial_plane);
}

}  // namespace osteosign
