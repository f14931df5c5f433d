#pragma once
#include <optional>

#include "features/lesion/bone_near_lesion.h"
#include "features/lesion/cortex_parameters.h"
#include "features/prepare/image_quality.h"
#include "features/shape/surface_points.h"
#include "features/shape/tubular_surface.h"
#include "features/values/lesion.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

/// The periosteal surface round a lesion as it would be without the lesion ("ghost"). Near the lesion nothing
/// of the bone mask is trusted: a mask fills a breach, sinks into it, or follows an expansion.
struct CortexSurface {
  SurfacePoints points;
  std::vector<double> lesion_distance_mm;  ///< of each point from the lesion's surface, negative inside
  std::vector<bool> cut_off;               ///< where the volume ends: no surface of the bone
  std::optional<TubularSurface> tube;      ///< of a tubular bone
  Eigen::Vector3d axis;                    ///< of the tube, else the normal of the slices
  double uncertainty_mm = 0;               ///< how far the ghost is from the bone where both are known
};

/// The surface that a tube through the bone is.
CortexSurface surface_of_tube(const TubularSurface& tube, const BoneNearLesion& bone,
                              const CortexParameters& parameters);

/// From the bone mask beyond `cortex_untrusted_mm` of the lesion: the tube through it (through its outer face
/// alone where a breach has opened the marrow), or else the smooth
/// surface of least bending through it and through every place near the lesion where cortex is seen (methods
/// A5.2). Unknown when there is too little of the bone beyond the lesion: a surface is bridged over four
/// times what is known of it at most.
Measured<CortexSurface> undamaged_surface(const CtVolume& ct, const BoneNearLesion& bone,
                                          const ImageQuality& quality, const CortexParameters& parameters);
/// Unknown, too, when the bone is.
Measured<CortexSurface> undamaged_surface(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                                          const ImageQuality& quality, const CortexParameters& parameters);

}  // namespace osteosign
