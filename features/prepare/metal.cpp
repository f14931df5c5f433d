#include "features/prepare/metal.h"

#include <limits>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {

Metal find_metal(const CtVolume& ct, const MetalParameters& parameters) {
  const MaskComponents pieces =
      find_components(voxels_in_range(ct.grid, ct.hounsfield, static_cast<int>(parameters.metal_hu),
                                      std::numeric_limits<std::int16_t>::max()),
                      Neighbours::volume);
  std::vector<bool> kept(pieces.components.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = pieces.volume_mm3(i) > parameters.least_metal_mm3;
  Metal result{pieces.select(kept), VoxelMask(ct.grid), VoxelMask(ct.grid)};
  if (result.metal.empty()) return result;
  result.invalid = dilate(result.metal, Reach::ball(parameters.invalid_reach_mm));
  result.streak_zone = dilate(result.metal, Reach::disc(parameters.streak_reach_mm));
  return result;
}

}  // namespace osteosign
