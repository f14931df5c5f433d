#include "pipeline/analyze_ct.h"

#include <gmock/gmock.h>

#include "features/find/outline_voxels.h"
#include "tests/features/lesion/soft_tissue_scene.h"

namespace osteosign {
namespace {

/// A limb with a lytic lesion that has grown through a breach into a mass of 14 mm, 35 HU below the muscle.
class AnalyzeCt : public testing::Test {
 protected:
  static phantom::BonePhantom limb() {
    phantom::BonePhantom phantom = slim_limb(14);
    phantom.bone.radius_mm = 11;
    phantom.damage.breach_diameter_mm = 11;
    phantom::LesionBody& lesion = phantom.lesions.front();
    lesion.semi_axis_x_mm = lesion.semi_axis_y_mm = 5;
    lesion.semi_axis_z_mm = 8;
    lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
    lesion.hu = phantom.damage.breach_hu = phantom.soft_tissue.mass_hu = 25;
    return phantom;
  }
  static const PhantomScene& scene() {
    static const PhantomScene scanned = [] {
      PhantomScene made = limb_scene(limb());
      made.truth.ct.acquisition.convolution_kernel = "B30f";  // no thick cortex shows the blur
      return made;
    }();
    return scanned;
  }
  static CtLesion lesion_of(const CtPrompts& prompts) {
    const Segmenter labelled = [](const CtVolume&, const ImageQuality&) {
      return SegmentedBones{LabelledBones{scene().bones, {}}};
    };
    Parameters parameters;
    parameters.candidates.search = 0;
    return analyze_ct(scene().truth.ct, prompts, labelled, parameters).lesions.at(0);
  }
  static bool holds_mass(const CtLesion& lesion) {
    const Eigen::Vector3d in_mass = scene().truth.patient_from_phantom * Eigen::Vector3d(17, 0, 0);
    const Eigen::Vector3d voxel = scene().truth.ct.grid.voxel_from_patient(in_mass);
    return holds(lesion.outline.value(), voxel.array().round().cast<int>());
  }
  static double volume_mm3(const CtLesion& lesion) { return lesion.measurements.volume.value().value; }
};

TEST_F(AnalyzeCt, LesionFromASeedTakesTheMassThatHasGrownOutOfIt) {
  CtPrompts prompts;
  prompts.seeds_in_patient_mm.push_back(scene().truth.lesions.front().centre_mm);
  const CtLesion lesion = lesion_of(prompts);
  EXPECT_GT(lesion.measurements.cortex_breach_area.value().value, 0);
  EXPECT_TRUE(holds_mass(lesion));
  EXPECT_GT(volume_mm3(lesion), lesion.measurements.soft_tissue_mass_volume.value().value);
}

TEST_F(AnalyzeCt, LesionFromAMaskStaysAsItWasDrawn) {
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene().truth.lesions.front(), scene().truth.ct.grid, 3);
  CtPrompts prompts;
  prompts.lesion_mask = LabelMap{scene().truth.ct.grid, {}, {}, ""};
  prompts.lesion_mask->voxels.assign(scene().truth.ct.grid.voxel_count(), 0);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    prompts.lesion_mask->voxels[scene().truth.ct.grid.index(voxel.x(), voxel.y(), voxel.z())] = 1;
  });
  const CtLesion lesion = lesion_of(prompts);
  EXPECT_TRUE(lesion.measurements.soft_tissue_mass_volume.known());
  EXPECT_FALSE(holds_mass(lesion));
  EXPECT_LT(volume_mm3(lesion), lesion.measurements.soft_tissue_mass_volume.value().value);
}

}  // namespace
}  // namespace osteosign
