#pragma once
#include <vector>

#include "features/find/candidates/candidate.h"

namespace osteosign {

struct MixedRule {
  double within_mm = 3;
  double least_share = 0.2;
  double least_confidence = 0.3;  ///< from which on a candidate is sure enough to lead
};

/// A sure candidate and what is of the other density within `within_mm` of it, each at least `least_share` of
/// both, become one mixed candidate (methods A3.2) with the confidence of the first. A lytic part beside a
/// dense candidate may be less sure; of it counts what lies no farther away than the first is wide. The
/// others stay as they are, by falling confidence.
std::vector<BoneCandidate> with_mixed_joined(const ImageGrid& series, std::vector<BoneCandidate> candidates,
                                             const MixedRule& rule);

/// The candidates by falling confidence, without those of which a more confident one of the same density that
/// nothing explains takes more than `most_shared` (of the smaller of both): they show the same place.
std::vector<BoneCandidate> each_place_once(std::vector<BoneCandidate> candidates, double most_shared);

/// Part of the smaller of two masks that lies in the other one.
double shared_part(const CtLesionOutline& one, const CtLesionOutline& other);

}  // namespace osteosign
