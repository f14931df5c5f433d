#pragma once
#include <optional>
#include <vector>

#include "features/find/candidates/block_places.h"
#include "features/find/candidates/coarse_bone.h"

namespace osteosign {

/// Blocks, and those of another place of the patient that should look alike, one for each.
struct PairedPlaces {
  BlockPlaces here;
  BlockPlaces there;
};

/// What the other place shows of a region.
struct Counterpart {
  double mean_hu = 0;
  double own_mean_hu = 0;  ///< of the region
  double correlation = 0;  ///< of the surroundings of both

  /// Share of the region's difference from what is expected that the other place has, too.
  double shared_difference(double expected_hu) const {
    return (mean_hu - expected_hu) / (own_mean_hu - expected_hu);
  }
};

/// The region (`own`) at the other place, moved by up to `reach_mm` along each axis to where the surroundings
/// (`round`) correlate best (methods A3.1, 2: a rigid registration of the place alone). Nothing when there
/// are no places, or no move correlates by 0.6.
std::optional<Counterpart> counterpart_of(const CoarseBone& bone, const PairedPlaces& own,
                                          const PairedPlaces& round, double reach_mm);

/// The blocks of a region, and those round it by which its counterpart is registered.
struct RegionPlaces {
  BlockPlaces own;
  BlockPlaces round;
};
RegionPlaces region_places(const ImageGrid& blocks, const BlockPlaces& region);

}  // namespace osteosign
