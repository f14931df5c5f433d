#pragma once
#include "features/find/candidates/candidate.h"
#include "features/find/outline_round_seed.h"

namespace osteosign {

/// The outline that the chain of the seeds draws from the deepest voxel of the candidate's region, when it
/// means the same region: it holds at least half of it, and its volume is between 0.4 and 2.5 times that.
/// Else the region itself with a smooth surface. What is drawn from a seed has one density: of a mixed
/// candidate it is a part, which is united with the region.
CtLesionOutline outline_of_candidate(const OutlineScene& scene, const BoneCandidate& candidate);

}  // namespace osteosign
