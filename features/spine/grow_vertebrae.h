#pragma once
#include "features/spine/vertebra_seeds.h"

namespace osteosign {

/// Lets each owner grow from its seeds through bone: a node goes to whoever reaches it first, fast through
/// dense bone, slowly through the partial volume of a joint, never across a gap (methods A2.3; Dijkstra on
/// the grid). A vertebra reaches at most half a level up and two levels down.
std::vector<Owner> grow_vertebrae(const BoneNodes& bones, std::vector<Owner> seeds);

}  // namespace osteosign
