#pragma once
#include "features/radiograph/periosteum/new_bone.h"

namespace osteosign {

/// Lines that stand on the bone.
struct SpiculeLines {
  int count = 0;                 ///< side by side at the height where most are seen
  double fan_deg_per_mm = 0;     ///< turn of the lines along the bone, above 0 away from each other
  double fan_determination = 0;  ///< part of the variance of their directions that the turn explains
};

/// Definition: peaks along the bone of the mean excess of a band 1 mm high, each standing out by the
/// threshold of new bone and a quarter of the brightest, and no farther than `spicules_apart_mm` from the
/// next; what stands farther apart are folds of soft tissue, muscles and lines of other bones. The direction
/// is that of the smallest eigenvector of the structure tensor (0.5 mm) where it is more upright than 30
/// degrees. Reference: methods B6.5.
SpiculeLines spicule_lines(const NewBone& bone, const PeriosteumBand& band,
                           const FilmPeriosteumParameters& parameters);

}  // namespace osteosign
