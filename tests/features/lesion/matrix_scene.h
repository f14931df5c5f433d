#pragma once
#include <gtest/gtest.h>

#include "features/lesion/matrix.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {

/// A lesion of 15 mm in a slim bone with trabecular marrow.
inline phantom::BonePhantom small_lesion(phantom::MatrixForm form) {
  phantom::BonePhantom phantom = phantom::matrix_phantom(form);
  phantom.bone.radius_mm = 13;
  phantom.bone.cortex_mm = 2.5;
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 18;
  phantom::LesionBody& lesion = phantom.lesions.front();
  lesion.semi_axis_x_mm = lesion.semi_axis_y_mm = 7.5;
  lesion.semi_axis_z_mm = 8;
  lesion.x_mm = 2;
  return phantom;
}

inline phantom::CtScan matrix_scan(double slice_mm = 0.8, double noise_hu = 12) {
  constexpr double pixel_mm = 0.7, oblique_deg = 0, length_mm = 36, width_mm = 36;
  constexpr int seed = 7;
  phantom::CtScan scan = scan_of(pixel_mm, slice_mm, oblique_deg, noise_hu, seed, length_mm, width_mm);
  scan.psf_sigma_mm = 0.5;
  scan.render_step_mm = 0.45;
  return scan;
}

inline LesionMatrix matrix_of(const PhantomScene& scene) {
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  return measure_matrix(scene.truth.ct, scene.bones, outline, scene.quality, {});
}

inline LesionMatrix matrix_of(const phantom::BonePhantom& phantom, double slice_mm = 0.8) {
  return matrix_of(scene_of(phantom, matrix_scan(slice_mm)));
}

inline MatrixKind kind_of(const LesionMatrix& found) {
  if (!found.kind.known()) ADD_FAILURE() << found.kind.reason();
  return found.kind.value();
}

}  // namespace osteosign
