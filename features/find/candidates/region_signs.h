#pragma once
#include <array>
#include <optional>

#include "features/find/candidates/mirror_side.h"
#include "features/find/outline_voxels.h"

namespace osteosign {

/// What tells a lesion from anatomy in a region of coarse bone (methods A3.3), each a plain number so that a
/// weight can be learned for it.
struct RegionSigns {
  static constexpr std::size_t count = 17;
  std::array<double, count> values{};
};

/// Share of 64 directions from the middle of the region's largest ball in which its density ends, half way to
/// what is expected, within 6 mm beyond the ball: nearly all in a lesion, half in a sheet of cortex, few in a
/// gap between bones.
double bounded_share(const CoarseBone& bone, const BoneRegion& region, const InscribedBall& ball);

/// Longest by middle axis of the region (of its moments).
double length_to_width(const VoxelMask& voxels);

/// The signs of a region: size, shape, contrast, evenness, depth, other side, how coarse the voxels are, and
/// how much of it is soft tissue outside of the segmented bone.
RegionSigns signs_of(const CoarseBone& bone, const BoneRegion& region, const InscribedBall& ball,
                     const std::optional<MirrorSide::Counterpart>& other, double largest_voxel_mm);

}  // namespace osteosign
