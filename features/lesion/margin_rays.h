#pragma once
#include <vector>

#include "features/lesion/margin.h"
#include "features/profile/profile.h"
#include "features/shape/surface_points.h"

namespace osteosign {

/// The rays along which the margin is seen: one for each surface point, empty where it meets the cortex, the
/// end of the image or the other side of the lesion too soon.
std::vector<Profile> margin_rays(const CtVolume& ct, const LesionBox& box, const CtLesionOutline& outline,
                                 const SurfacePoints& surface, const MarginParameters& parameters);

}  // namespace osteosign
