#pragma once
#include "sample_data/phantom/bone_phantom.h"

namespace osteosign::phantom {

/// What there is in a lesion of P7 to be mistaken for a matrix.
enum class MatrixTrap { nothing, struts, fragments, puddles, cement };

/// A lesion in trabecular marrow, near the cortex or away from it, 8 to 40 mm wide, with a random content by
/// the seed; the form goes round with it. Every third one has struts of host bone that come from the cortex.
struct RandomMatrix {
  BonePhantom phantom;
  MatrixTrap trap = MatrixTrap::nothing;
};
RandomMatrix random_matrix_phantom(int seed);

/// A lesion without a matrix that holds what may be mistaken for one; the trap goes round with the seed.
RandomMatrix random_matrix_trap(int seed);

}  // namespace osteosign::phantom
