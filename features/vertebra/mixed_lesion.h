#pragma once
#include <optional>

#include "features/vertebra/body_lysis.h"
#include "features/vertebra/lytic_region.h"

namespace osteosign {

/// Of a mixed lesion each density is at least this part (methods A3.2).
inline constexpr double least_share_of_mixed = 0.2;

/// Lysis beside the dense bone of a body: the lytic part of mixed lesions. The search for lysis does not see
/// it: dense bone raises every mean as wide as a lesion that is taken beside it, and the shell that it leaves
/// is too thin for the opening of a core. So dense bone is taken out of the image first: in it, and in what
/// blur makes of its edge, the densities are those of the marrow round it, carried on.
class LysisBesideDense {
 public:
  /// `dense`: all dense bone of the body but its cortex.
  LysisBesideDense(LysisField field, const VoxelMask& dense, const LysisParameters& parameters);

  /// Definition: what hangs on a dense region and is as dark as `lysis_limits` ask (HU smoothed by 0.6 mm),
  /// up to the radius of a ball of that region's volume away and out of the window of the vein, grown to the
  /// middle between its own and the expected density. Nothing when less than half of `lysis_least_core_mm3`
  /// of it lies beyond the blur, when that is not `lysis_wide_sure_in_spreads` of the marrow's texture below
  /// what is expected, in the mean, or when either part is less than a fifth of both (methods A3.2): then the
  /// region is dense alone.
  std::optional<LyticRegion> lytic_part(const VoxelMask& dense_region) const;

 private:
  VoxelMask dark_beside(const VoxelMask& dense_region) const;
  double mean_drop_in_sd(const VoxelMask& dark) const;
  LyticRegion grown(const VoxelMask& core) const;

  LysisField field_;  ///< without the dense bone
  VoxelMask taken_;
  LysisLimits limits_;
  const LysisParameters& parameters_;
};

}  // namespace osteosign
