#pragma once
#include "features/lesion/bone_near_lesion.h"
#include "features/prepare/image_quality.h"

namespace osteosign {

/// Points of a bone that hold a tube through its shaft, where the end of the bone is in view too or the
/// lesion lies along most of the shaft. Definition: the longest run of slabs of 10 mm across the axis in
/// which normals lean by no more than 0.3 (root mean square) along it; of these the points beyond
/// `cortex_untrusted_mm` of the lesion, and of the rest every eighth, if the outer face of a cortex of at
/// least 1 mm is seen there. Unknown when the run is shorter than 40 mm: shafts are longer than they are
/// wide. Reference: methods A5.2.
Measured<std::vector<bool>> shaft_points(const CtVolume& ct, const BoneNearLesion& bone,
                                         const ImageQuality& quality, const CortexParameters& parameters);

}  // namespace osteosign
