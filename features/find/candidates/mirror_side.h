#pragma once
#include <optional>

#include "features/find/candidates/counterpart.h"

namespace osteosign {

/// The other side of the patient, found for one region at a time.
class MirrorSide {
 public:
  explicit MirrorSide(const CoarseBone& bone);

  /// What the other side shows at the place of a region: mirrored across the middle of the bones and
  /// registered within 14 mm (counterpart.h). Nothing when the bones show no other side, or the region lies
  /// on the midline, where the other side would be the region itself.
  std::optional<Counterpart> of(const RegionPlaces& region) const;

 private:
  const CoarseBone& bone_;
  std::optional<int> twice_middle_;  ///< x + mirrored x, in blocks
};

}  // namespace osteosign
