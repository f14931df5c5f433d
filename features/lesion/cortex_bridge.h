#pragma once
#include "features/lesion/bone_near_lesion.h"
#include "features/prepare/image_quality.h"

namespace osteosign {

/// The surface of a bone that is no tube, bridged beside the lesion: the bone's own surface beyond
/// `cortex_untrusted_mm` of the lesion, and within it the surface of least bending through all places where
/// cortex is seen on the mask's surface. The wall of a cavity that opens outwards is no such place, even
/// where a dense rim makes it look like one: there the lesion lies outside of a hollow of the mask. Unknown
/// when too little surface is left.
Measured<SurfacePoints> bridged_surface(const CtVolume& ct, const BoneNearLesion& bone,
                                        const ImageQuality& quality, const CortexParameters& parameters);

}  // namespace osteosign
