#pragma once
#include "features/lesion/periosteum_reading.h"

namespace osteosign {

/// Places of new bone that lie side by side.
struct ReactionPatch {
  std::vector<std::size_t> places;
  double area_mm2 = 0;
  double nearest_lesion_mm = 1e9;
  double first_mm = 0, last_mm = 0;  ///< along the axis of the bone
  double arc_mm = 0;                 ///< extent across it
  double top_mm = 0;                 ///< 90th percentile of the height
  std::size_t highest = 0;           ///< the place of the greatest height
  double part_of(NewBone kind, const PeriosteumShell& shell, const std::vector<PlaceReading>& readings) const;
  double part_without_cortex = 0;  ///< below it
  double part_of_lines = 0;
  double length_mm() const { return last_mm - first_mm; }
};

/// Patches of at least `periosteum_least_area_mm2` of which a part is within `periosteum_reach_mm` of the
/// lesion, largest first.
std::vector<ReactionPatch> reaction_patches(const PeriosteumShell& shell,
                                            const std::vector<PlaceReading>& readings,
                                            const PeriosteumParameters& parameters);

}  // namespace osteosign
