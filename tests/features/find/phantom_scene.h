#pragma once
#include "features/prepare/image_quality.h"
#include "sample_data/phantom/phantom_ct.h"

namespace osteosign {

/// A scanned phantom as the outline and the measurements see it.
struct PhantomScene {
  phantom::PhantomCt truth;
  LabelMap bones;
  ImageQuality quality;
};

inline PhantomScene scene_of(const phantom::BonePhantom& description, const phantom::CtScan& scan) {
  PhantomScene scene{phantom::scan_phantom(description, scan), {}, {Unknown{""}, {Unknown{""}, Unknown{""}}}};
  scene.bones = phantom::true_bone_mask(scene.truth, scene.truth.ct.grid);
  scene.quality.noise_hu = Quantity{scene.truth.noise_hu, Unit::hu};
  scene.quality.point_spread = {Quantity{scene.truth.in_plane_sigma_mm, Unit::mm},
                                Quantity{scene.truth.axial_sigma_mm, Unit::mm}};
  return scene;
}

/// A scan just large enough for a bone of 22 mm radius and `length_mm` along the axis.
inline phantom::CtScan scan_of(double pixel_mm, double increment_mm, double oblique_deg, double noise_hu, int seed,
                               double length_mm = 60, double width_mm = 64) {
  phantom::CtScan scan;
  scan.columns = scan.rows = static_cast<int>(width_mm / pixel_mm);
  scan.column_mm = scan.row_mm = pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = increment_mm;
  scan.slices = static_cast<int>(length_mm / increment_mm);
  scan.oblique_deg = oblique_deg;
  scan.noise_hu = noise_hu;
  scan.seed = seed;
  return scan;
}

}  // namespace osteosign
