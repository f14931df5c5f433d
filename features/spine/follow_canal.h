#pragma once
#include "features/spine/canal_chain.h"
#include "features/spine/spine_image.h"

namespace osteosign {

/// Follows the canal beyond both ends of a chain, step by step across its own direction: axial planes lose it
/// where it runs obliquely (sacrum, strong kyphosis). Stops when nothing encloses it any more.
CanalChain followed_beyond(const CanalChain& chain, const SpineImage& image,
                           const CanalCandidateParameters& parameters);

}  // namespace osteosign
