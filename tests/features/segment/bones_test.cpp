#include "features/segment/bones.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include "features/segment/bone_edge.h"
#include "tests/features/segment/analytic_scene.h"

namespace osteosign::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

const Eigen::Vector3d slanted(0.1, 0.15, 1);

/// A long bone: cortex of 1400 HU around marrow.
AnalyticScene long_bone(const ImageGrid& grid, double cortex_mm, double marrow_hu, double noise_hu) {
  AnalyticScene scene{grid, 50, 0.6, noise_hu, {}};
  scene.solids = {cylinder({1, 2, 0}, slanted, 12, 1350),
                  cylinder({1, 2, 0}, slanted, 12 - cortex_mm, marrow_hu - 1400)};
  return scene;
}

struct Case {
  const char* name;
  ImageGrid grid;
  double cortex_mm;
  double marrow_hu;
  double noise_hu;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class LongBone : public ::testing::TestWithParam<Case> {};

TEST_P(LongBone, IsFoundWithItsMarrowUpToThePeriosteum) {
  const Case& c = GetParam();
  const AnalyticScene scene = long_bone(c.grid, c.cortex_mm, c.marrow_hu, c.noise_hu);
  CtVolume ct = scene.scan();
  ct.acquisition.convolution_kernel = "B30f";  // where the cortex is too thin to measure the blur
  EXPECT_GE(dice(segment_bones(ct, {}), scene, {scene.solids[0]}), 0.97);
}

INSTANTIATE_TEST_SUITE_P(OfManyKinds, LongBone,
                         ::testing::Values(Case{"Isotropic", isotropic_grid(), 3, 40, 15},
                                           Case{"Anisotropic", anisotropic_grid(), 3, 40, 15},
                                           Case{"Oblique", oblique_grid(), 3, 40, 15},
                                           Case{"ThinCortex", isotropic_grid(), 0.8, 40, 15},
                                           Case{"VeryThinCortex", isotropic_grid(), 0.4, 150, 15},
                                           Case{"FattyMarrow", isotropic_grid(), 2, -80, 15},
                                           Case{"TrabecularMarrow", isotropic_grid(), 1.2, 250, 15},
                                           Case{"Noisy", isotropic_grid(), 2, 40, 60},
                                           Case{"WithoutNoise", isotropic_grid(), 2, 40, 0}),
                         [](const auto& tested) { return tested.param.name; });

TEST(Bones, ASphericalDenseBoneIsFoundUpToItsHalfHeight) {
  AnalyticScene scene{isotropic_grid(), 50, 0.6, 15, {sphere({0, 0, 0}, 20, 750)}};
  EXPECT_GE(dice(segment_bones(scene.scan(), {}), scene, scene.solids), 0.97);
}

TEST(Bones, VolumeIsRightAtSharpAndSoftKernels) {
  for (const double sigma : {0.35, 0.6, 1.0}) {
    AnalyticScene scene = long_bone(isotropic_grid(), 3, 40, 10);
    scene.sigma_mm = sigma;
    double found = 0;
    double truth = 0;
    const LabelMap bones = segment_bones(scene.scan(), {});
    scene.for_each([&](std::size_t i, const Eigen::Vector3d& p) {
      found += bones.voxels[i] > 0 ? 1 : 0;
      truth += scene.solids[0].distance_mm(p) < 0 ? 1 : 0;
    });
    EXPECT_NEAR(found / truth, 1, 0.03) << "sigma " << sigma;
  }
}

TEST(Bones, ABoneCutOffByTheSideOfTheVolumeIsFilled) {
  AnalyticScene scene{isotropic_grid(), 50, 0.6, 10, {}};
  scene.solids = {cylinder({-43, 0, 0}, slanted, 14, 1350), cylinder({-43, 0, 0}, slanted, 11, -1360)};
  EXPECT_GE(dice(segment_bones(scene.scan(), {}), scene, {scene.solids[0]}), 0.97);
}

TEST(Bones, AConstantBackgroundInsteadOfAirChangesNothing) {
  AnalyticScene scene = long_bone(isotropic_grid(), 3, 400, 0);
  scene.background_hu = 0;
  EXPECT_GE(dice(segment_bones(scene.scan(), {}), scene, {scene.solids[0]}), 0.97);
}

TEST(Bones, ATableUnderTheSkinIsNotBone) {
  AnalyticScene scene = long_bone(isotropic_grid(), 3, 40, 10);
  scene.background_hu = -1000;
  const Solid body = box({0, -10, 0}, {60, 36, 60}, 1050);
  const Solid table = box({0, 28, 0}, {30, 2, 60}, 1600);
  scene.solids.push_back(body);
  scene.solids.push_back(table);
  const BoneSegmentation found =
      segment_bone_tissue(scene.scan(), estimate_image_quality(scene.scan(), {}), {});
  EXPECT_LT(share_labelled(found.bones, scene, table), 0.01);
  EXPECT_GE(dice(found.bones, scene, {scene.solids[0]}), 0.97);
}

TEST(Bones, AContrastFilledVesselBesideABoneIsNotBone) {
  AnalyticScene scene = long_bone(isotropic_grid(), 2, 150, 15);
  const Solid vessel = cylinder({24, 2, 0}, slanted, 8, 300);
  scene.solids.push_back(vessel);
  const CtVolume ct = scene.scan();
  const BoneSegmentation found = segment_bone_tissue(ct, estimate_image_quality(ct, {}), {});
  EXPECT_LT(share_labelled(found.bones, scene, vessel), 0.02);
  EXPECT_GE(dice(found.bones, scene, {scene.solids[0]}), 0.97);
  EXPECT_THAT(found.notes, Contains(HasSubstr("contrast medium taken out of bone")));
}

TEST(Bones, AVesselBarelyAboveTheThresholdIsNotBone) {
  AnalyticScene scene = long_bone(isotropic_grid(), 2, 40, 7);
  const Solid vessel = cylinder({24, 2, 0}, slanted, 8, 115);
  scene.solids.push_back(vessel);
  const CtVolume ct = scene.scan();
  const BoneSegmentation found = segment_bone_tissue(ct, estimate_image_quality(ct, {}), {});
  ASSERT_LT(found.thresholds.growth_hu, 165);
  EXPECT_LT(share_labelled(found.bones, scene, vessel), 0.02);
}

/// Share of a mass beside a long bone and an enhanced aorta that is labelled bone, and of the long bone.
/// Above `even_to_mm` the mass is streaky.
struct LabelledShares {
  double mass;
  double bone;
};

LabelledShares with_streaky_mass(double even_to_mm) {
  const ImageGrid chest{
      {90, 64, 64}, {-67, -47, -47}, Eigen::Vector3d::Constant(1.5), Eigen::Matrix3d::Identity()};
  AnalyticScene scene = long_bone(chest, 3, 40, 15);
  const Solid mass = box({38, 0, 0}, {20, 20, 40}, 350);
  scene.solids.push_back(cylinder({-34, 0, 0}, {0, 0, 1}, 12, 400));
  scene.solids.push_back(mass);
  CtVolume ct = scene.scan();
  scene.for_each([&](std::size_t index, const Eigen::Vector3d& p) {
    if (mass.distance_mm(p) < -1 && p.z() > even_to_mm)
      ct.hounsfield[index] = static_cast<std::int16_t>(ct.hounsfield[index] +
                                                       180 * std::sin(0.8 * p.z()) * std::cos(0.5 * p.y()));
  });
  const LabelMap found = segment_bones(ct, {});
  return {share_labelled(found, scene, mass), share_labelled(found, scene, scene.solids[0])};
}

TEST(Bones, BloodInWhichContrastMediumHasNotMixedIsNotBone) {
  const LabelledShares heart = with_streaky_mass(-15);
  EXPECT_LT(heart.mass, 0.1);
  EXPECT_GT(heart.bone, 0.9);
}

TEST(Bones, ATumourThatMakesBoneIsBoneBesideEnhancedBlood) {
  const LabelledShares tumour = with_streaky_mass(-100);
  EXPECT_GT(tumour.mass, 0.95);
  EXPECT_GT(tumour.bone, 0.9);
}

TEST(Bones, AWidelyBlurredVesselLeavesNoShell) {
  AnalyticScene scene = long_bone(isotropic_grid(), 2, 40, 10);
  const Solid vessel = cylinder({29, 2, 0}, slanted, 10, 480);
  const Solid wall = cylinder({29, 2, 0}, slanted, 13, 110);
  scene.solids.push_back(vessel);
  scene.solids.push_back(wall);
  scene.sigma_mm = 1.2;
  const LabelMap found = segment_bones(scene.scan(), {});
  EXPECT_LT(share_labelled(found, scene, wall), 0.02);
  EXPECT_GT(share_labelled(found, scene, scene.solids[0]), 0.97);
}

/// Bodies as bright and nearly as even as the aorta, under a cortex too thin to be seen, each with a dense
/// arch.
TEST(Bones, BodiesUnderAnInvisibleCortexBesideAnAortaAreBone) {
  AnalyticScene scene{isotropic_grid(), 50, 0.6, 45, {}};
  const Solid aorta = cylinder({-24, -14, 0}, {0, 0, 1}, 9, 150);
  scene.solids.push_back(aorta);
  std::vector<Solid> bodies;
  for (const double z_mm : {-15.0, 15.0}) {
    bodies.push_back(box({0, 0, z_mm}, {13, 10, 11}, 160));
    scene.solids.push_back(bodies.back());
    scene.solids.push_back(box({0, 14, z_mm}, {13, 4, 9}, 650));
  }
  CtVolume ct = scene.scan();
  scene.for_each([&](std::size_t index, const Eigen::Vector3d& p) {
    for (const Solid& body : bodies)
      if (body.distance_mm(p) < 0)
        ct.hounsfield[index] = static_cast<std::int16_t>(
            ct.hounsfield[index] + 35 * std::sin(0.7 * p.x()) * std::cos(0.6 * p.y() + 0.3 * p.z()));
  });
  const BoneSegmentation found = segment_bone_tissue(ct, estimate_image_quality(ct, {}), {});
  BoneParameters without_the_rule;
  without_the_rule.contrast.short_mad_noise = 10;
  const LabelMap lost = segment_bones(ct, without_the_rule);
  EXPECT_LT(share_labelled(found.bones, scene, aorta), 0.02);
  for (const Solid& body : bodies) {
    // Dim bone within 8 mm of enhanced blood is left out.
    EXPECT_GT(share_labelled(found.bones, scene, body), 0.7);
    EXPECT_LT(share_labelled(lost, scene, body), 0.5);
  }
}

TEST(Bones, ADenseLesionInsideABoneIsNotTakenForContrastMedium) {
  for (const double marrow_hu : {40.0, 200.0}) {
    AnalyticScene scene = long_bone(isotropic_grid(), 2, marrow_hu, 10);
    const Solid lesion = sphere({1, 2, 0}, 6, 600 - marrow_hu);
    scene.solids.push_back(lesion);
    EXPECT_GT(share_labelled(segment_bones(scene.scan(), {}), scene, lesion), 0.99) << marrow_hu;
  }
}

/// A body under a cortex as thin as blur leaves it, with a dense lesion that is as even as blood, beside a
/// wide enhanced aorta.
TEST(Bones, ADenseLesionUnderAThinCortexBesideEnhancedBloodIsBone) {
  for (const double lesion_hu : {450.0, 520.0}) {
    AnalyticScene scene{isotropic_grid(), 50, 0.6, 11, {}};
    const Solid aorta = cylinder({-27, -17, 0}, {0, 0, 1}, 12, 400);
    const Solid body = box({6, 2, 0}, {18, 15, 13}, 120);
    const Solid lesion = sphere({2, 0, 0}, 9, lesion_hu - 170);
    scene.solids = {aorta, body, lesion, box({6, 21, 0}, {14, 3, 10}, 650)};
    CtVolume ct = scene.scan();
    scene.for_each([&](std::size_t index, const Eigen::Vector3d& p) {
      if (body.distance_mm(p) < 0 && lesion.distance_mm(p) > 0)
        ct.hounsfield[index] = static_cast<std::int16_t>(
            ct.hounsfield[index] + 35 * std::sin(0.7 * p.x()) * std::cos(0.6 * p.y() + 0.3 * p.z()));
    });
    const BoneSegmentation found = segment_bone_tissue(ct, estimate_image_quality(ct, {}), {});
    BoneParameters without_the_rule;
    without_the_rule.contrast.bone_round = 1;
    EXPECT_GT(share_labelled(found.bones, scene, lesion), 0.95) << lesion_hu;
    EXPECT_LT(share_labelled(segment_bones(ct, without_the_rule), scene, lesion), 0.5) << lesion_hu;
    EXPECT_LT(share_labelled(found.bones, scene, aorta), 0.02) << lesion_hu;
  }
}

TEST(Bones, AMetalScrewOutsideBoneIsMetalAndNotBone) {
  AnalyticScene scene = long_bone(isotropic_grid(), 3, 40, 10);
  const Solid screw = cylinder({30, 2, 0}, {0, 0, 1}, 2.5, 5000);
  scene.solids.push_back(screw);
  CtVolume ct = scene.scan();
  for (std::int16_t& hu : ct.hounsfield) hu = std::min<std::int16_t>(hu, 3071);
  const BoneSegmentation found = segment_bone_tissue(ct, estimate_image_quality(ct, {}), {});
  EXPECT_EQ(share_labelled(found.bones, scene, screw), 0);
  EXPECT_GE(dice(found.bones, scene, {scene.solids[0]}), 0.97);
  EXPECT_NEAR(found.metal.metal.volume_mm3() / (3.14159 * 2.5 * 2.5 * 57.6), 1, 0.2);
  EXPECT_THAT(found.notes, Contains(HasSubstr("metal found")));
}

TEST(Bones, AirAloneAndSoftTissueAloneHoldNoBone) {
  for (const double background : {-1000.0, 50.0}) {
    const AnalyticScene scene{isotropic_grid(), background, 0.6, 20, {}};
    const LabelMap bones = segment_bones(scene.scan(), {});
    EXPECT_EQ(std::count(bones.voxels.begin(), bones.voxels.end(), 0),
              static_cast<std::ptrdiff_t>(bones.voxels.size()));
  }
}

TEST(Bones, LabelsAreNamedAndLieOnTheGridOfTheCt) {
  const AnalyticScene scene = long_bone(oblique_grid(), 3, 40, 10);
  const LabelMap bones = segment_bones(scene.scan(), {});
  EXPECT_EQ(bones.grid.corner_distance_mm(scene.grid), 0);
  EXPECT_EQ(bones.names.at(1), "bone");
  EXPECT_EQ(bones.origin, "built-in");
}

TEST(Bones, AreTheSameForOneAndTwoThreads) {
  const CtVolume ct = long_bone(isotropic_grid(), 1, 100, 30).scan();
  const LabelMap with_many = segment_bones(ct, {});
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  EXPECT_EQ(segment_bones(ct, {}).voxels, with_many.voxels);
}

TEST(SurfaceLevel, IsHalfHeightForThickCortexAndHigherForThinCortex) {
  EXPECT_NEAR(surface_level_fraction(1), 0.5, 0.01);
  EXPECT_GT(surface_level_fraction(0.8), 0.5);
  EXPECT_LT(surface_level_fraction(0.8), 0.75);
  EXPECT_EQ(surface_level_fraction(0.1), 0.75);
}

}  // namespace
}  // namespace osteosign::test
