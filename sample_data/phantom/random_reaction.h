#pragma once
#include "sample_data/phantom/bone_phantom.h"

namespace osteosign::phantom {

/// P6: a shaft with a lytic lesion below its cortex and what the periosteum has laid down over it, all random
/// by the seed; the form goes round with it. Every fourth bone without a reaction is expanded by the lesion,
/// every fourth has a vessel full of contrast medium beside it.
BonePhantom random_periosteum_phantom(int seed);

}  // namespace osteosign::phantom
