#include "features/lesion/cortex.h"

#include <gmock/gmock.h>

#include "tests/features/lesion/cortex_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

TEST(CortexInScans, BelowTheBlurIsStillMeasured) {
  const LesionCortex cortex = cortex_of(slim_scene(slim_bone(0.8, 0.8)));
  EXPECT_NEAR(cortex.thickness.value().value, 0.8, 0.1);
  EXPECT_EQ(cortex.breach_area.value().value, 0);
}

TEST(CortexInScans, OfADeepLesionIsTheNearestOneAndRespected) {
  const LesionCortex cortex = cortex_of(slim_scene(slim_bone(2.5, 6.5)));
  EXPECT_NEAR(cortex.distance.value().value, 4, 0.6);
  EXPECT_EQ(cortex.breach_area.value().value, 0);
  EXPECT_GT(cortex.assessed_fraction.value().value, 0.9);
}

TEST(CortexInScans, HoleIsNotHiddenByABoneMaskThatSinksIntoIt) {
  phantom::BonePhantom phantom = slim_bone(2.5, 2.5);
  phantom.damage.breach_diameter_mm = 7;
  PhantomScene scene = slim_scene(phantom);
  const ImageGrid& grid = scene.bones.grid;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d point = grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const Eigen::Vector3d p = scene.truth.patient_from_phantom.inverse() * point;
        const bool in_hole = p.x() > 5 && std::hypot(p.y(), p.z()) < 3.5;
        if (in_hole || scene.truth.lesions[0].distance_mm(point) < 0)
          scene.bones.voxels[grid.index(x, y, z)] = 0;
      }
  EXPECT_NEAR(cortex_of(scene).breach_area.value().value, 38.5, 0.15 * 38.5);
}

TEST(CortexInScans, ErosionHasItsDepth) {
  phantom::BonePhantom phantom = slim_bone(3, 1);
  phantom.damage.scallop_fraction = 2.0 / 3;
  phantom.damage.scallop_radius_mm = 10;
  const LesionCortex cortex = cortex_of(slim_scene(phantom));
  EXPECT_NEAR(cortex.thickness.value().value, 3, 0.1);
  EXPECT_NEAR(cortex.least_thickness.value().value, 1, 0.12);
  EXPECT_NEAR(cortex.erosion_depth.value().value, 2.0 / 3, 0.05);
  EXPECT_EQ(cortex.breach_area.value().value, 0);
  EXPECT_GT(cortex.erosion_length.value().value, 8);
}

TEST(CortexInScans, ThatIsPushedOutIsExpanded) {
  phantom::BonePhantom phantom = slim_bone(2, -1);
  phantom.damage.expansion_mm = 3;
  phantom.damage.expansion_radius_mm = 10;
  const LesionCortex cortex = cortex_of(slim_scene(phantom));
  EXPECT_NEAR(cortex.expansion.value().value, 3, 0.6);
  EXPECT_EQ(cortex.breach_area.value().value, 0);
}

/// A mass of muscle's density beside the bone, as an outline from elsewhere.
CtLesionOutline mass_beside(const PhantomScene& scene) {
  phantom::LesionTruth mass;
  mass.axes = scene.truth.patient_from_phantom.linear();
  mass.semi_axes_mm = {6, 7, 8};
  mass.centre_mm = scene.truth.patient_from_phantom * Eigen::Vector3d(-16.5, 0, 0);
  mass.distance_mm = [centre = mass.centre_mm](const Eigen::Vector3d& point) {
    return (point - centre).norm() - 6;
  };
  return phantom::true_lesion_outline(mass, scene.truth.ct.grid, 3);
}

TEST(CortexInScans, BesideAMassThatTouchesTheBoneFromOutsideIsAssessed) {
  const PhantomScene scene = slim_scene(slim_bone(2.5, 6.5));
  const LesionCortex cortex = cortex_beside_outline(scene, mass_beside(scene));
  EXPECT_EQ(cortex.distance.value().value, 0);
  EXPECT_EQ(cortex.breach_area.value().value, 0);
  EXPECT_LT(cortex.erosion_depth.value().value, 0.1);
  EXPECT_GT(cortex.assessed_fraction.value().value, 0.9);
}

TEST(CortexInScans, IsThatOfTheBoneAndNotOfACalcificationInTheMass) {
  PhantomScene scene = slim_scene(slim_bone(2.5, 6.5));
  const CtLesionOutline mass = mass_beside(scene);
  const ImageGrid& grid = scene.bones.grid;
  const Eigen::Vector3d in_mass = scene.truth.patient_from_phantom * Eigen::Vector3d(-17.5, 0, 0);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if ((grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - in_mass).norm() < 2)
          scene.bones.voxels[grid.index(x, y, z)] = 1;
  const LesionCortex cortex = cortex_beside_outline(scene, mass);
  EXPECT_NEAR(cortex.thickness.value().value, 2.5, 0.15);
  EXPECT_EQ(cortex.breach_area.value().value, 0);
}

TEST(CortexInScans, OfABoneThatAMassEnclosesIsUnknownAndSaysWhy) {
  const PhantomScene scene = slim_scene(slim_bone(2.5, 6.5));
  phantom::LesionTruth mass;
  mass.axes = scene.truth.patient_from_phantom.linear();
  mass.semi_axes_mm = {17, 17, 26};
  mass.centre_mm = scene.truth.patient_from_phantom * Eigen::Vector3d::Zero();
  mass.distance_mm = [to_phantom = scene.truth.patient_from_phantom.inverse()](const Eigen::Vector3d& point) {
    const Eigen::Vector3d p = to_phantom * point;
    return std::max(std::abs(p.head<2>().norm() - 14) - 3, std::abs(p.z()) - 25);
  };
  const CtLesionOutline outline = phantom::true_lesion_outline(mass, scene.truth.ct.grid, 3);
  const LesionCortex cortex = cortex_beside_outline(scene, outline);
  EXPECT_THAT(cortex.breach_area.reason(), HasSubstr("lies along most of this bone"));
}

TEST(CortexInScans, InThickSlicesIsMeasuredWhereTheSurfaceStandsUprightOnThem) {
  const LesionCortex cortex = cortex_of(slim_scene(slim_bone(2.5, 2.5), 0.8, 3));
  EXPECT_NEAR(cortex.thickness.value().value, 2.5, 0.15);
  EXPECT_GT(cortex.assessed_fraction.value().value, 0.9);
}

TEST(CortexInScans, AcrossThickSlicesIsUnknownAndSaysWhy) {
  PhantomScene scene = slim_scene(slim_bone(2.5, 2.5));
  scene.quality.point_spread = {Quantity{1.2, Unit::mm}, Quantity{1.2, Unit::mm}};
  const LesionCortex cortex = cortex_of(scene);
  EXPECT_THAT(cortex.thickness.reason(), HasSubstr("blur along the rays is too large"));
  EXPECT_THAT(cortex.erosion_depth.reason(), HasSubstr("no thickness could be measured"));
}

TEST(CortexInScans, OfWhichASheetIsLeftIsErodedButNotBroken) {
  phantom::BonePhantom phantom = slim_bone(2, 0.24);
  phantom.damage.scallop_fraction = 0.88;
  phantom.damage.scallop_radius_mm = 10;
  const LesionCortex cortex = cortex_of(slim_scene(phantom));
  EXPECT_EQ(cortex.breach_area.value().value, 0);
  EXPECT_NEAR(cortex.least_thickness.value().value, 0.24, 0.1);
  EXPECT_GT(cortex.erosion_depth.value().value, 0.8);
}

}  // namespace
}  // namespace osteosign
