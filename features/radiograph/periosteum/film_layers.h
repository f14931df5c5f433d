#pragma once
#include "features/radiograph/periosteum/new_bone.h"

namespace osteosign {

/// Lamellae at the places of the new bone.
struct FilmLayers {
  std::vector<int>
      counts;  ///< of each place that could be read, about one mm apart; 0 where there is no valley
  double part_with(int least, int most) const;
};

/// Definition: the profiles of `averaged_length_mm` of bone are laid upon each other by the outer face of the
/// new bone; a lamella is a peak on the way inward behind which the film darkens by `valley_part` of it and
/// by four deviations of the averaged noise. Only peaks at least `resolved_px` apart count. Reference:
/// methods B6.3.
FilmLayers film_layers(const NewBone& bone, const PeriosteumBand& band,
                       const FilmPeriosteumParameters& parameters);

}  // namespace osteosign
