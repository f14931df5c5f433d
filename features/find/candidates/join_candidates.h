#pragma once
#include <vector>

#include "features/find/candidates/candidate.h"

namespace osteosign {

/// Which lytic and dense places are parts of one mixed lesion.
struct MixedRule {
  double within_mm = 3;
  double least_share = 0.2;       ///< of both, that each is
  double least_confidence = 0.3;  ///< of the more confident one
};

/// A lytic and a dense candidate that the rule holds for become one mixed candidate (methods A3.2); its
/// confidence is the higher one. The others stay as they are. `candidates` by falling confidence.
std::vector<BoneCandidate> with_mixed_joined(const ImageGrid& series, std::vector<BoneCandidate> candidates,
                                             const MixedRule& rule);

/// The candidates by falling confidence, without those of which a more confident one of the same density that
/// nothing explains takes more than `most_shared` (of the smaller of both): they show the same place.
std::vector<BoneCandidate> each_place_once(std::vector<BoneCandidate> candidates, double most_shared);

/// Part of the smaller of two masks that lies in the other one.
double shared_part(const CtLesionOutline& one, const CtLesionOutline& other);

}  // namespace osteosign
