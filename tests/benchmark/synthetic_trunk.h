#pragma once
#include "io/images/ct_volume.h"

namespace osteosign::benchmark {

/// A trunk of 512 x 512 x 280 voxels with noise of 20 HU: skin, lungs, aorta with contrast medium, a column
/// of vertebrae, two thick tubes of bone, and one lytic ball of 9 mm in a vertebra.
CtVolume synthetic_trunk();

/// A point in the ball.
inline const Eigen::Vector3d seed_in_lesion_mm(2, 49, 18.5);

}  // namespace osteosign::benchmark
