#pragma once
#include "features/prepare/metal.h"
#include "features/segment/bone_thresholds.h"
#include "features/segment/contrast_pools.h"

namespace osteosign {

/// What decides whether a connected piece above the growth threshold is bone.
struct BoneEvidence {
  std::span<const std::int16_t> hounsfield;
  const BoneThresholds& thresholds;
  const Metal& metal;
  const ContrastPools& contrast;
  double least_bone_mm3;
};

/// Hysteresis (methods A1.5): pieces of `candidates` of sufficient volume with a voxel above the seed
/// threshold, without pieces that are mostly the blurred border of metal or of contrast pools, and, where
/// there is contrast medium, without pieces of which less than 2 % is brighter than it can be (methods
/// A1.8 ii: side branches).
VoxelMask bone_pieces(const VoxelMask& candidates, const BoneEvidence& evidence);

}  // namespace osteosign
