#pragma once
#include "features/lesion/periosteum.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {

/// A slim shaft with a small lesion below its cortex; set `reaction` for what lies on it.
inline phantom::BonePhantom slim_shaft(phantom::ReactionForm form) {
  phantom::BonePhantom phantom = phantom::periosteum_phantom(form);
  phantom.bone.radius_mm = 8;
  phantom.bone.cortex_mm = 2.5;
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 30;
  phantom.reaction.half_length_mm = 10;
  phantom.reaction.half_arc_mm = 7;
  phantom.reaction.gap_mm = 1.5;
  phantom::LesionBody& lesion = phantom.lesions.front();
  lesion.semi_axis_x_mm = 2;
  lesion.semi_axis_y_mm = 3;
  lesion.semi_axis_z_mm = 4;
  lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
  return phantom;
}

inline PhantomScene shaft_scene(const phantom::BonePhantom& phantom, double pixel_mm = 0.6,
                                double slice_mm = 0.6) {
  constexpr double oblique_deg = 5, noise_hu = 12, length_mm = 56, width_mm = 46;
  constexpr int seed = 4;
  phantom::CtScan scan = scan_of(pixel_mm, slice_mm, oblique_deg, noise_hu, seed, length_mm, width_mm);
  scan.psf_sigma_mm = 0.4;
  scan.render_step_mm = 0.3;
  return scene_of(phantom, scan);
}

inline LesionPeriosteum periosteum_of(const PhantomScene& scene) {
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  return measure_periosteum(scene.truth.ct, scene.bones,
                            bone_near_lesion(scene.truth.ct, scene.bones, outline, {}), scene.quality, {},
                            {});
}

}  // namespace osteosign
