#pragma once
#include <vector>

#include "features/lesion/periosteum_parameters.h"
#include "features/profile/profile.h"

namespace osteosign {

/// One layer of new bone along a ray; positions outward from the undamaged surface.
struct BoneLayer {
  double middle_mm;
  double outer_mm;
  double width_mm;  ///< of a box with the same spread, blur taken off
};

/// What a ray shows outside of the undamaged surface.
struct LayersOnRay {
  double host_outer_mm = 0;  ///< outer face of what is merged with the bone
  double filled_part = 0;    ///< least density between the surface and there, by that of compact bone
  std::vector<BoneLayer> layers;
  /// Layers may lie closer together than the blur lets be seen: a layer wider than one lamella, or bone that
  /// is thickened without being filled.
  bool may_hide_layers = false;

  double outer_mm() const { return layers.empty() ? host_outer_mm : layers.back().outer_mm; }
};

struct RayKnowledge {
  double compact_hu;  ///< of compact bone above the soft tissue
  double blur_mm;
  double noise_hu;
  double tilt_spread_mm;  ///< by how much pooling over a tilted plate widens it (standard deviation)
  double surface_mm;      ///< where the outer face of the bone is expected on the ray
};

/// `above_soft` is a pooled profile less the soft tissue's density, from inside of the cortex outward. It is
/// sharpened first; layers are its ridges with valleys of `periosteum_valley_part` between them (methods A6).
LayersOnRay layers_on_ray(const Profile& above_soft, const RayKnowledge& known,
                          const PeriosteumParameters& parameters);

}  // namespace osteosign
