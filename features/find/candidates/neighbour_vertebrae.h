#pragma once
#include <vector>

#include "features/find/candidates/counterpart.h"
#include "features/spine/spine.h"

namespace osteosign {

/// The same place in the vertebrae above and below.
class NeighbourVertebrae {
 public:
  NeighbourVertebrae(const CoarseBone& bone, const std::vector<FoundVertebra>& found);

  /// What up to two vertebrae on either side show at the place of a region: carried from the frame of the
  /// vertebra at whose height it lies to theirs, and registered within 6 mm (counterpart.h). Vertebrae of which
  /// the place lies outside the scan, or does not correlate, say nothing. Empty for a region that lies farther
  /// than 70 mm from the middle of any body.
  std::vector<Counterpart> of(const RegionPlaces& region) const;

 private:
  const CoarseBone& bone_;
  std::vector<VertebraFrame> frames_;  ///< from cranial to caudal
};

}  // namespace osteosign
