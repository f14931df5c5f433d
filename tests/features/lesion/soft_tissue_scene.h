#pragma once
#include "features/lesion/soft_tissue.h"
#include "sample_data/phantom/bone_truth.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {

/// A slim bone with a breach in a limb of five muscles; set `soft_tissue` for what lies beside it.
inline phantom::BonePhantom slim_limb(double mass_thickness_mm) {
  phantom::BonePhantom phantom = phantom::mass_phantom(mass_thickness_mm);
  phantom.bone.radius_mm = 8;
  phantom.bone.cortex_mm = 2;
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 31;
  phantom.around.fat_mm = 3;
  phantom.soft_tissue.mass_half_length_mm = 12;
  phantom.soft_tissue.mass_half_arc_mm = 9;
  phantom.soft_tissue.sheath_mm = 2;
  phantom.damage.breach_diameter_mm = 7;
  phantom::LesionBody& lesion = phantom.lesions.front();
  lesion.semi_axis_x_mm = 3;
  lesion.semi_axis_y_mm = 3.5;
  lesion.semi_axis_z_mm = 5;
  lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
  return phantom;
}

/// The same without a breach.
inline phantom::BonePhantom whole_limb() {
  phantom::BonePhantom phantom = slim_limb(0);
  phantom.damage.breach_diameter_mm = 0;
  return phantom;
}

inline PhantomScene limb_scene(const phantom::BonePhantom& phantom) {
  constexpr double voxel_mm = 1, oblique_deg = 5, noise_hu = 10, length_mm = 60, width_mm = 64;
  constexpr int seed = 3;
  phantom::CtScan scan = scan_of(voxel_mm, voxel_mm, oblique_deg, noise_hu, seed, length_mm, width_mm);
  scan.render_step_mm = 1;
  return scene_of(phantom, scan);
}

/// The cortex as it is described.
inline LesionCortex true_cortex(const phantom::BonePhantom& phantom, const PhantomScene& scene) {
  LesionCortex cortex;
  cortex.thickness = Quantity{phantom.bone.cortex_mm, Unit::mm};
  cortex.breach_area = Quantity{scene.truth.cortex.breach_area_mm2, Unit::mm2};
  if (scene.truth.cortex.breach_area_mm2 <= 0) return cortex;
  cortex.breach_arc = Quantity{scene.truth.cortex.breach_arc_mm, Unit::mm};
  cortex.breach_length = Quantity{scene.truth.cortex.breach_length_mm, Unit::mm};
  cortex.breach_in_patient_mm =
      scene.truth.patient_from_phantom * Eigen::Vector3d(phantom.bone.radius_mm, 0, 0);
  return cortex;
}

inline LesionSoftTissue soft_tissue_beside(const PhantomScene& scene, const LesionCortex& cortex,
                                           const CtLesionOutline& outline, double lesion_hu,
                                           const SoftTissueParameters& parameters = {}) {
  const CtVolume& ct = scene.truth.ct;
  const Measured<BoneNearLesion> bone = bone_near_lesion(ct, scene.bones, outline, {});
  const MeasuredQuantity median_hu = Quantity{lesion_hu, Unit::hu};
  return measure_soft_tissue(ct, scene.bones, undamaged_surface(ct, bone, scene.quality, {}),
                             {outline, cortex, median_hu}, parameters);
}

inline LesionSoftTissue soft_tissue_of(const phantom::BonePhantom& phantom) {
  const PhantomScene scene = limb_scene(phantom);
  return soft_tissue_beside(scene, true_cortex(phantom, scene),
                            phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3),
                            phantom.lesions.front().hu);
}

}  // namespace osteosign
