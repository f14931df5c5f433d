#pragma once
#include <optional>

#include "features/vertebra/arch_lysis.h"

namespace osteosign {

/// A lytic region within its border.
struct LyticRegion {
  VoxelMask voxels;
  double median_hu = 0;    ///< of its core
  double expected_hu = 0;  ///< median over the region
  double volume_mm3() const { return voxels.volume_mm3(); }
  Eigen::Vector3d middle_mm() const;  ///< its voxel nearest to its centre of gravity
};

/// The largest region that grows from the cores of body and arch and is none of what methods A3.4 leave out:
/// connected voxels of expected bone, near the core, below the middle between the core's median and the
/// expected density (native HU smoothed by 0.6 mm). Nothing when there is none.
std::optional<LyticRegion> largest_lytic_region(const LysisField& field, const VoxelMask& body_cores,
                                                const ArchLysis& arch, double noise_hu,
                                                const LysisParameters& parameters);

}  // namespace osteosign
