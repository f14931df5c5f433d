#pragma once
#include "features/find/candidates/candidate.h"
#include "features/find/outline_round_seed.h"

namespace osteosign {

/// The outline of the density at the deepest voxel of the candidate's region (outline_round_seed.h), when it
/// means the same region: it holds at least half of it, and its volume is between 0.4 and 2.5 times that.
/// Else the region itself with a smooth surface. Of a mixed candidate that is a part, which is united with
/// the region.
CtLesionOutline outline_of_candidate(const OutlineScene& scene, const BoneCandidate& candidate);

}  // namespace osteosign
