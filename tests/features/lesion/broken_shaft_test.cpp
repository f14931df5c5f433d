#include <gmock/gmock.h>

#include <numbers>

#include "tests/features/lesion/cortex_scene.h"

namespace osteosign {
namespace {

constexpr double radius_mm = 11, cortex_mm = 2.5;

/// A bone with a hole above a lytic lesion, whose mask is its cortex alone: through a wide hole the
/// segmentation loses the marrow.
PhantomScene opened_scene(double hole_mm) {
  phantom::BonePhantom phantom = slim_bone(cortex_mm, cortex_mm);
  phantom.damage.breach_diameter_mm = hole_mm;
  PhantomScene scene = slim_scene(phantom);
  const ImageGrid& grid = scene.bones.grid;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d p =
            scene.truth.patient_from_phantom.inverse() * grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const bool in_hole = p.x() > 0 && std::hypot(p.y(), p.z()) < hole_mm / 2;
        if (in_hole || p.head<2>().norm() < radius_mm - cortex_mm)
          scene.bones.voxels[grid.index(x, y, z)] = 0;
      }
  return scene;
}

/// A mass outside of the bone, at `side` of it, as somebody drew it: up to the bone and no farther.
CtLesionOutline drawn_mass(const PhantomScene& scene, double side) {
  constexpr double mass_mm = 4;
  phantom::LesionTruth mass;
  mass.axes = scene.truth.patient_from_phantom.linear();
  mass.semi_axes_mm = {mass_mm, mass_mm, mass_mm};
  mass.centre_mm =
      scene.truth.patient_from_phantom * Eigen::Vector3d(side * (radius_mm + mass_mm - 0.5), 0, 0);
  mass.distance_mm = [centre = mass.centre_mm](const Eigen::Vector3d& point) {
    return (point - centre).norm() - mass_mm;
  };
  return phantom::true_lesion_outline(mass, scene.truth.ct.grid, 3);
}

TEST(BrokenShaft, WhoseMarrowAWideBreachHasOpenedHasThatBreach) {
  constexpr double hole_mm = 10;
  const PhantomScene scene = opened_scene(hole_mm);
  const LesionCortex cortex = cortex_beside_outline(scene, drawn_mass(scene, 1));
  const double area_mm2 = std::numbers::pi * hole_mm * hole_mm / 4;
  EXPECT_NEAR(cortex.breach_area.value().value, area_mm2, 0.15 * area_mm2);
  EXPECT_NEAR(cortex.thickness.value().value, cortex_mm, 0.15);
}

TEST(BrokenShaft, IsWholeOnItsOtherSide) {
  const PhantomScene scene = opened_scene(10);
  const LesionCortex cortex = cortex_beside_outline(scene, drawn_mass(scene, -1));
  EXPECT_EQ(cortex.breach_area.value().value, 0);
  EXPECT_LT(cortex.erosion_depth.value().value, 0.15);
}

TEST(BrokenShaft, HasAnInnerFaceThatFacesTheSameBone) {
  const PhantomScene scene = opened_scene(10);
  const Measured<BoneNearLesion> near =
      bone_near_lesion(scene.truth.ct, scene.bones, drawn_mass(scene, 1), {});
  const BoneNearLesion& bone = near.value();
  const Eigen::Isometry3d to_phantom = scene.truth.patient_from_phantom.inverse();
  int inner = 0, outer = 0, wrong = 0;
  for (std::size_t i = 0; i < bone.points.size(); ++i) {
    const Eigen::Vector3d p = to_phantom * bone.points.positions_mm[i];
    if (bone.cut_off[i] || std::abs(p.z()) > 20 || std::hypot(p.y(), p.z()) < 8) continue;
    const bool on_inner_face = p.head<2>().norm() < radius_mm - cortex_mm / 2;
    wrong += bone.faces_itself(i) == on_inner_face ? 0 : 1;
    ++(on_inner_face ? inner : outer);
  }
  EXPECT_GT(inner, 100);
  EXPECT_GT(outer, 100);
  EXPECT_LT(wrong, 0.01 * (inner + outer));
}

TEST(BrokenShaft, OfWhichLittleIsSeenIsNotCalledWhole) {
  PhantomScene scene = slim_scene(slim_bone(cortex_mm, cortex_mm));
  const CtLesionOutline lesion = phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  EXPECT_EQ(cortex_beside_outline(scene, lesion).breach_area.value().value, 0);
  const ImageGrid& grid = scene.truth.ct.grid;
  constexpr std::int16_t metal_hu = 3000;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d p =
            scene.truth.patient_from_phantom.inverse() * grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        if (p.head<2>().norm() > radius_mm - 1 && p.head<2>().norm() < radius_mm + 2 && p.y() > -2 &&
            std::abs(p.z()) < 15)
          scene.truth.ct.hounsfield[grid.index(x, y, z)] = metal_hu;
      }
  const LesionCortex cortex = cortex_beside_outline(scene, lesion);
  EXPECT_LT(cortex.assessed_fraction.value().value, 0.5);
  EXPECT_THAT(cortex.breach_area.reason(), testing::HasSubstr("no hole is seen, but no more than"));
}

}  // namespace
}  // namespace osteosign
