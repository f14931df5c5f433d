#pragma once
#include <vector>

#include "features/values/spine_on_film.h"

namespace osteosign {

/// Compares the rings of each vertebra with one another and with those of the other vertebrae (methods
/// B8.1.4): fills in the expected rings, the asymmetry and its distance from the others, of vertebrae whose
/// rings are known. The expected ring is the median of those of the others on the same side, and no more than
/// either adjacent vertebra shows. A ring that is not seen is compared through `least_ring`, so that the
/// logarithm is finite. The spread of the others is their median absolute deviation, at least 0.15. The
/// outermost vertebra at either end is not compared: the film shows a neighbour on one side of it alone.
void compare_pedicles(std::vector<VertebraOnFilm>& vertebrae);

}  // namespace osteosign
