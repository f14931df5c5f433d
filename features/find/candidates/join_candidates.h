#pragma once
#include <vector>

#include "features/find/candidates/candidate.h"

namespace osteosign {

/// A lytic and a dense candidate within `within_mm` of each other, each at least `least_share` of both,
/// become one mixed candidate (methods A3.2); its confidence is the higher one. The others stay as they are.
std::vector<BoneCandidate> with_mixed_joined(const ImageGrid& series, std::vector<BoneCandidate> candidates,
                                             double within_mm, double least_share);

/// The candidates by falling confidence, without those of which a more confident one of the same density that
/// nothing explains takes more than `most_shared` (of the smaller of both): they show the same place.
std::vector<BoneCandidate> each_place_once(std::vector<BoneCandidate> candidates, double most_shared);

/// Part of the smaller of two masks that lies in the other one.
double shared_part(const CtLesionOutline& one, const CtLesionOutline& other);

}  // namespace osteosign
