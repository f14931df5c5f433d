#pragma once
#include <span>

#include "features/prepare/mask_components.h"
#include "features/segment/contrast_pools.h"

namespace osteosign {

/// What pools of contrast medium are looked for in.
struct PoolScene {
  std::span<const std::int16_t> hounsfield;
  const VoxelMask& candidates;
  const BoneThresholds& thresholds;
  double noise_hu;
  const ContrastPoolParameters& parameters;
  const ImageGrid& grid() const { return candidates.grid(); }
  int hu(int x, int y, int z) const { return hounsfield[grid().index(x, y, z)]; }
  double bone_step_hu() const {
    return std::max(parameters.bone_step_hu, parameters.bone_step_noise * noise_hu);
  }
};

/// Regions that may be pools, and what a pool among them must be like.
struct CoreSearch {
  MaskComponents cores;
  double radius_mm;  ///< by which the cores were eroded
  double brightest_hu;
  double greatest_mad_hu;
  double greatest_relative_mad;
  double greatest_mad_when_short_hu;
  double least_open_fraction;
};

/// Even regions above the growth threshold. Single noisy voxels do not break them up, nor do those that noise
/// takes below the threshold in a pool that is barely above.
CoreSearch even_cores(const PoolScene& scene);

/// Solid bright regions thicker than any cortex: contrast medium on its way in, before it mixes with blood.
CoreSearch inflow_cores(const PoolScene& scene);

/// Solid regions thicker than any vertebra, however uneven, with even blood in them: the right heart and the
/// great veins, in which contrast medium has not mixed yet. A tumour that makes bone has no even blood in it.
CoreSearch unmixed_cores(const PoolScene& scene, const VoxelMask& blood);

}  // namespace osteosign
