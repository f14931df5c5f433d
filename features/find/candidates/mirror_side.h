#pragma once
#include <optional>

#include "features/find/candidates/bone_regions.h"

namespace osteosign {

/// The other side of the patient, found for one region at a time.
class MirrorSide {
 public:
  explicit MirrorSide(const CoarseBone& bone);

  /// What the other side shows at the place of a region.
  struct Counterpart {
    double mean_hu = 0;
    double own_mean_hu = 0;  ///< of the region
    double correlation = 0;  ///< of the surroundings of both
  };
  /// The region and its surroundings (12 mm) are mirrored across the middle of the bones and moved by up to
  /// 14 mm along each axis to where the surroundings correlate best (methods A3.1, 2: a rigid registration of
  /// the place alone). Nothing when the bones show no other side, or none that correlates by 0.6.
  std::optional<Counterpart> of(const VoxelMask& region) const;

 private:
  const CoarseBone& bone_;
  std::optional<int> twice_middle_;  ///< x + mirrored x, in blocks
};

}  // namespace osteosign
