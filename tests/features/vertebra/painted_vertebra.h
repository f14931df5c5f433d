#pragma once
#include "features/spine/spine.h"
#include "io/images/ct_volume.h"

namespace osteosign::test {

/// The CT with one pedicle of a vertebra replaced by soft tissue of 45 HU with the given noise, its border
/// blurred over a voxel.
CtVolume without_pedicle(const CtVolume& ct, const VertebraGeometry& vertebra, VertebraPart pedicle,
                         double noise_hu);

/// The CT with the posterior wall of a vertebra pushed into the canal by up to `depth_mm` in its middle: the
/// marrow in front is stretched and what lies behind is pressed together.
CtVolume with_bulge(const CtVolume& ct, const VertebraGeometry& vertebra, double depth_mm);

}  // namespace osteosign::test
