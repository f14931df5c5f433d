#pragma once
#include "features/spine/canal_chain.h"
#include "features/spine/spine_image.h"

namespace osteosign {

/// Follows the canal beyond both ends of a chain, step by step across its own direction: axial planes lose it
/// where it runs obliquely (sacrum, strong kyphosis). Beyond a part in which nothing is seen (a disc, a
/// foramen) it may have bent: it is looked for the farther from the straight way the longer that part is, and
/// a ring that is nearly whole twice as far. Stops when nothing encloses it any more.
CanalChain followed_beyond(const CanalChain& chain, const SpineImage& image,
                           const CanalCandidateParameters& parameters);

}  // namespace osteosign
