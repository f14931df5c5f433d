#pragma once
#include <functional>
#include <vector>

#include "features/find/candidates/candidate.h"

namespace osteosign {

struct MixedRule {
  double within_mm;
  double least_share;
  double least_confidence;                              ///< from which on a candidate is listed
  std::function<bool(const CtLesionOutline&)> is_disc;  ///< a disc that was taken for lysis
};

/// A candidate that will be listed and what is of the other density within `within_mm` of it, each at least
/// `least_share` of both, become one mixed candidate (methods A3.2) with the confidence of the first. A lytic
/// part beside a dense candidate may be too little sure to be listed for itself; of it counts what lies no
/// farther away than the radius of a ball of the first one's volume, unless it is disc. Candidates that are
/// told `with_what_is_beside` are joined with none: it would mostly be a disc. The others stay as they are,
/// by falling confidence.
std::vector<BoneCandidate> with_mixed_joined(const ImageGrid& series, std::vector<BoneCandidate> candidates,
                                             const MixedRule& rule);

/// The candidates by falling confidence, without those of which a more confident one of the same density that
/// nothing explains takes more than `most_shared` (of the smaller of both): they show the same place. Where a
/// mixed one does, it shows both densities of the place and the other one is its part, as confident as the
/// surest of both.
std::vector<BoneCandidate> each_place_once(std::vector<BoneCandidate> candidates, double most_shared);

/// Both masks of one series, and the cavities between them.
CtLesionOutline united(const ImageGrid& series, const CtLesionOutline& one, const CtLesionOutline& other);

/// Part of the smaller of two masks that lies in the other one.
double shared_part(const CtLesionOutline& one, const CtLesionOutline& other);

}  // namespace osteosign
