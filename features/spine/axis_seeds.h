#pragma once
#include "features/spine/dens.h"
#include "features/spine/vertebra_seeds.h"

namespace osteosign {

/// Seeds beside a dens: it belongs to C2, the vertebra above the first disc; the ring of C1 and the skull
/// round it to no vertebra.
void seed_beside_dens(const BoneNodes& bones, const Dens& dens, std::vector<Owner>& seeds);

}  // namespace osteosign
