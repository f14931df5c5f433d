#pragma once
#include "features/vertebra/lysis_field.h"

namespace osteosign {

/// What the smoothed density of each voxel of the body is held against. Values count where `searched` holds.
struct LysisLimits {
  VoxelMask searched;                ///< deep enough that no border is mistaken for lysis, something expected
  VoxelMask vein;                    ///< of it, in the window of the vein
  std::vector<float> expected_hu;    ///< index of the field's grid
  std::vector<float> limit_hu;       ///< lysis is less dense
  std::vector<float> wide_limit_hu;  ///< or less dense than this in the mean at the width of a lesion
  double from_hu = 0;                ///< of soft tissue
  double to_hu = 0;

  /// Whether a searched voxel with these means of density is as dark as a lesion.
  bool is_dark(std::size_t voxel, double smooth_hu, double wide_hu) const {
    const auto lies_below = [&](double hu, double limit) {
      return hu >= from_hu && hu <= to_hu && hu < limit;
    };
    return lies_below(smooth_hu, limit_hu[voxel]) || lies_below(wide_hu, wide_limit_hu[voxel]);
  }
};

/// Below the expectation by `lysis_drop_hu` and `lysis_drop_in_spreads`; the mean at the width of a lesion by
/// `lysis_drop_hu` and `lysis_wide_sure_in_spreads` of its own spread (methods A3.2).
LysisLimits lysis_limits(const LysisField& field, const LysisParameters& parameters);

/// The voxels of dark ones that belong to cores of lytic regions: opened, and in the window of the vein only
/// where a ball as wide as a vein may be fits in (methods A3.2, A3.4). Masks lie on one grid.
VoxelMask cores_among(const VoxelMask& dark, const VoxelMask& vein, const LysisParameters& parameters);

/// Cores of lytic regions in the body.
VoxelMask find_body_lysis(const LysisField& field, const LysisLimits& limits,
                          const LysisParameters& parameters);

/// Largest difference of the expectation and the mean at the width of a lesion in the part of a core that
/// lies in the body; 0 when none does.
double largest_wide_drop_hu(const LysisField& field, const VoxelMask& core);

/// Whether a core stands out from the texture of the marrow: somewhere in it the mean at the width of a
/// lesion lies `lysis_wide_drop_in_spreads` below the expectation. Cores outside of the body are not asked.
bool stands_out(const LysisField& field, const VoxelMask& core, const LysisParameters& parameters);

}  // namespace osteosign
