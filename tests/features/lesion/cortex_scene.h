#pragma once
#include "features/lesion/cortex.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {

/// A slim bone with a lytic lesion under its cortex, whose outermost point is `left_mm` below the surface.
inline phantom::BonePhantom slim_bone(double cortex_mm, double left_mm) {
  phantom::BonePhantom phantom = phantom::tube_phantom(cortex_mm);
  phantom.bone.radius_mm = 11;
  phantom.bone.marrow_hu = 200;
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 40;
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = 3;
  lesion.semi_axis_y_mm = 4;
  lesion.semi_axis_z_mm = 5;
  lesion.hu = 40;
  lesion.x_mm = phantom.bone.radius_mm - left_mm - lesion.semi_axis_x_mm;
  phantom.lesions.push_back(lesion);
  return phantom;
}

inline PhantomScene slim_scene(const phantom::BonePhantom& phantom, double pixel_mm = 0.8,
                               double slice_mm = 0.8) {
  constexpr double oblique_deg = 5, noise_hu = 15, length_mm = 58, width_mm = 40;
  constexpr int seed = 3;
  return scene_of(phantom, scan_of(pixel_mm, slice_mm, oblique_deg, noise_hu, seed, length_mm, width_mm));
}

inline LesionCortex cortex_beside_outline(const PhantomScene& scene, const CtLesionOutline& outline,
                                          const CortexParameters& parameters = {}) {
  return measure_cortex(scene.truth.ct, bone_near_lesion(scene.truth.ct, scene.bones, outline, parameters),
                        scene.quality, parameters);
}

inline LesionCortex cortex_of(const PhantomScene& scene) {
  CortexParameters parameters;
  parameters.cortex_assumed_hu = 1200;
  return cortex_beside_outline(
      scene, phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3), parameters);
}

}  // namespace osteosign
