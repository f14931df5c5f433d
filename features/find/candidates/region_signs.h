#pragma once
#include <array>
#include <optional>
#include <vector>

#include "features/find/candidates/bone_regions.h"
#include "features/find/candidates/counterpart.h"
#include "features/find/candidates/ray_signs.h"
#include "features/find/outline_voxels.h"

namespace osteosign {

/// What tells a lesion from anatomy in a region of coarse bone (methods A3.3), each a plain number so that a
/// weight can be learned for it.
struct RegionSigns {
  static constexpr std::size_t of_blocks = 17;
  static constexpr std::size_t of_place = 3;
  static constexpr std::size_t count = of_blocks + RaySigns::count + of_place;
  static constexpr std::size_t bounded_share = 4;  ///< index of that sign
  static constexpr std::size_t ending_share = of_blocks + RaySigns::ending_share;
  std::array<double, count> values{};
};

/// Longest by middle axis of the region (of its moments).
double length_to_width(const BoneRegion& region, const ImageGrid& blocks);

/// Where a region lies, and what should look as it does.
struct RegionPlace {
  std::optional<Counterpart> other_side;
  std::vector<Counterpart> neighbours;  ///< in the vertebrae above and below
  double share_at_border = 0;           ///< of the scanned field
};

/// What the signs are seen in.
struct SignedScene {
  const CtVolume& ct;
  const CoarseBone& bone;
  double noise_hu = 0;  ///< of the image; 0 where it could not be measured
};

/// The signs of a region, in the order of the learned weights: size, shape, contrast, evenness, depth, other
/// side, how coarse the voxels are, how much of it is soft tissue outside of the segmented bone, what rays
/// show in native voxels, how much of it lies at the border of the scanned field or is shared with the
/// vertebrae above and below, and whether it was held against the shaft along it.
RegionSigns signs_of(const SignedScene& scene, const BoneRegion& region, const InscribedBall& ball,
                     const RegionPlace& place);

}  // namespace osteosign
