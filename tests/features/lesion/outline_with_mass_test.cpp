#include "features/lesion/outline_with_mass.h"

#include <gmock/gmock.h>

#include "features/find/outline_voxels.h"
#include "features/lesion/size.h"
#include "tests/features/lesion/soft_tissue_scene.h"

namespace osteosign {
namespace {

/// Part of the outlined voxels outside of the bone that lie in the mass, and part of the mass that is
/// outlined.
struct Agreement {
  double drawn_is_true = 0;
  double true_is_drawn = 0;
};

Agreement agreement_with_mass(const phantom::BonePhantom& phantom, const PhantomScene& scene,
                              const CtLesionOutline& outline) {
  const ImageGrid& grid = scene.truth.ct.grid;
  double drawn = 0, in_mass = 0, both = 0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d place =
            scene.truth.patient_from_phantom.inverse() * grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const double height_mm = place.head<2>().norm() - phantom.bone.radius_mm;
        if (height_mm <= 0) continue;
        const double arc_mm = std::atan2(place.y(), place.x()) * phantom.bone.radius_mm;
        const bool is_mass = height_mm < phantom::mass_height_mm(phantom.soft_tissue, place.z(), arc_mm);
        const bool is_drawn = holds(outline, {x, y, z});
        drawn += is_drawn;
        in_mass += is_mass;
        both += is_drawn && is_mass;
      }
  return {both / drawn, both / in_mass};
}

/// A mass 14 mm thick and 35 HU less dense than the muscle.
phantom::BonePhantom limb_with_clear_mass() {
  phantom::BonePhantom phantom = slim_limb(14);
  phantom.lesions.front().hu = phantom.damage.breach_hu = phantom.soft_tissue.mass_hu = 25;
  return phantom;
}

TEST(OutlineWithMass, GoesThroughABreachIntoTheMass) {
  const phantom::BonePhantom phantom = limb_with_clear_mass();
  const PhantomScene scene = limb_scene(phantom);
  const CtLesionOutline in_bone =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  const LesionSoftTissue tissue = soft_tissue_beside(scene, true_cortex(phantom, scene), in_bone, 25);
  ASSERT_TRUE(tissue.outline_with_mass) << tissue.mass_volume.reason();
  const Agreement agreement = agreement_with_mass(phantom, scene, *tissue.outline_with_mass);
  EXPECT_GT(agreement.drawn_is_true, 0.85);
  EXPECT_GT(agreement.true_is_drawn, 0.8);
  for_each_inside(in_bone, [&](const Eigen::Array3i& voxel) {
    EXPECT_TRUE(holds(*tissue.outline_with_mass, voxel)) << voxel.transpose();
  });
  for (double height_mm = -3; height_mm <= 8; ++height_mm) {
    const Eigen::Vector3d through_hole =
        scene.truth.patient_from_phantom * Eigen::Vector3d(phantom.bone.radius_mm + height_mm, 0, 0);
    const Eigen::Vector3d voxel = scene.truth.ct.grid.voxel_from_patient(through_hole);
    EXPECT_TRUE(holds(*tissue.outline_with_mass, voxel.array().round().cast<int>())) << height_mm;
  }
  const LesionSize whole = measure_size(*tissue.outline_with_mass);
  const double in_bone_mm3 = measure_size(in_bone).volume.value().value;
  const Quantity mass = tissue.mass_volume.value();
  EXPECT_NEAR(whole.volume.value().value, in_bone_mm3 + mass.value, 0.15 * mass.value);
  EXPECT_GT(*whole.volume.value().sd, 0.05 * mass.value);
}

TEST(OutlineWithMass, IsNoneWithoutABreachOrAMass) {
  const phantom::BonePhantom phantom = limb_with_clear_mass();
  const PhantomScene scene = limb_scene(phantom);
  const CtLesionOutline in_bone =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  LesionCortex whole;
  whole.thickness = Quantity{phantom.bone.cortex_mm, Unit::mm};
  whole.breach_area = Quantity{0, Unit::mm2};
  EXPECT_FALSE(soft_tissue_beside(scene, whole, in_bone, 25).outline_with_mass);
  EXPECT_FALSE(soft_tissue_of(slim_limb(0)).outline_with_mass);
}

TEST(OutlineWithMass, IsNoneInThickSlices) {
  const phantom::BonePhantom phantom = limb_with_clear_mass();
  phantom::CtScan scan = scan_of(1, 3, 5, 10, 3, 60, 64);
  scan.render_step_mm = 1;
  const PhantomScene scene = scene_of(phantom, scan);
  const CtLesionOutline in_bone =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  const LesionSoftTissue tissue = soft_tissue_beside(scene, true_cortex(phantom, scene), in_bone, 25);
  EXPECT_FALSE(tissue.outline_with_mass);
  EXPECT_THAT(tissue.mass_volume.reason(), testing::HasSubstr("slices 3.0 mm apart"));
}

}  // namespace
}  // namespace osteosign
