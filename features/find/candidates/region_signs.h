#pragma once
#include <array>
#include <optional>

#include "features/find/candidates/bone_regions.h"
#include "features/find/candidates/counterpart.h"
#include "features/find/candidates/ray_signs.h"
#include "features/find/outline_voxels.h"

namespace osteosign {

/// What tells a lesion from anatomy in a region of coarse bone (methods A3.3), each a plain number so that a
/// weight can be learned for it.
struct RegionSigns {
  static constexpr std::size_t of_blocks = 17;
  static constexpr std::size_t count = of_blocks + RaySigns::count;
  static constexpr std::size_t bounded_share = 4;  ///< index of that sign
  static constexpr std::size_t ending_share = of_blocks + RaySigns::ending_share;
  std::array<double, count> values{};
};

/// Longest by middle axis of the region (of its moments).
double length_to_width(const BoneRegion& region, const ImageGrid& blocks);

/// The signs of a region, in the order of the learned weights: size, shape, contrast, evenness, depth, other
/// side, how coarse the voxels are, how much of it is soft tissue outside of the segmented bone, and what
/// rays show in native voxels.
RegionSigns signs_of(const CoarseBone& bone, const BoneRegion& region, const InscribedBall& ball,
                     const std::optional<Counterpart>& other, const CtVolume& ct, double noise_hu);

}  // namespace osteosign
