#include "features/lesion/soft_tissue.h"

#include <gmock/gmock.h>

#include "features/lesion/nearest_points.h"
#include "tests/features/lesion/soft_tissue_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

TEST(SoftTissue, MassThatGrowsThroughABreachIsMeasured) {
  const phantom::BonePhantom phantom = slim_limb(9);
  const LesionSoftTissue tissue = soft_tissue_of(phantom);
  EXPECT_NEAR(tissue.mass_thickness.value().value, 9, 1.5);
  const Quantity volume = tissue.mass_volume.value();
  const double truth_mm3 = phantom::soft_tissue_truth(phantom.soft_tissue, phantom.bone.radius_mm).volume_mm3;
  EXPECT_NEAR(volume.value, truth_mm3, 2 * *volume.sd);
  EXPECT_LT(*volume.sd, 0.35 * volume.value);
  EXPECT_NEAR(tissue.mass_contrast.value().value, 35 - 58, 5);
  EXPECT_EQ(tissue.mass_coverage.value().method, "focal");
  EXPECT_GT(tissue.fat_plane_loss.value().value, 0.5);
  ASSERT_TRUE(tissue.farthest_in_patient_mm);
}

/// A breach without a mass, scanned once.
class BesideALimb : public testing::Test {
 protected:
  static const PhantomScene& scanned() {
    static const PhantomScene scene = limb_scene(slim_limb(0));
    return scene;
  }
  const phantom::BonePhantom phantom_ = slim_limb(0);
  PhantomScene scene_ = scanned();
  const CtLesionOutline outline_ =
      phantom::true_lesion_outline(scene_.truth.lesions[0], scene_.truth.ct.grid, 3);
  LesionCortex cortex_ = true_cortex(phantom_, scene_);
  LesionSoftTissue measured() const { return soft_tissue_beside(scene_, cortex_, outline_, 35); }
};

TEST_F(BesideALimb, BreachBesideFatAndMuscleShowsNoMassAndRulesNoneOut) {
  const LesionSoftTissue tissue = measured();
  EXPECT_THAT(tissue.mass_thickness.reason(), HasSubstr("not ruled out"));
  EXPECT_FALSE(tissue.mass_volume.known());
  EXPECT_FALSE(tissue.farthest_in_patient_mm);
  EXPECT_LT(tissue.fat_plane_loss.value().value, 0.3);
  EXPECT_GT(tissue.assessed_fraction.value().value, 0.95);
}

TEST_F(BesideALimb, FatOverABreachShowsThatThereIsNoMass) {
  CtVolume& ct = scene_.truth.ct;
  for (std::size_t i = 0; i < ct.hounsfield.size(); ++i)
    if (scene_.bones.voxels[i] == 0 && ct.hounsfield[i] < 130) ct.hounsfield[i] = -100;
  const LesionSoftTissue tissue = measured();
  EXPECT_EQ(tissue.mass_thickness.value().value, 0);
  EXPECT_EQ(tissue.mass_volume.value().value, 0);
}

TEST_F(BesideALimb, UnknownBreachLeavesTheMassUnknown) {
  cortex_.breach_area = Unknown{"slices too thick"};
  EXPECT_THAT(measured().mass_thickness.reason(), HasSubstr("slices too thick"));
}

TEST_F(BesideALimb, StreaksOfMetalNeverGiveAFalseZero) {
  const ImageGrid& grid = scene_.truth.ct.grid;
  const Eigen::Vector3d beside =
      grid.voxel_from_patient(scene_.truth.patient_from_phantom * Eigen::Vector3d(20, 0, 0));
  const int x = static_cast<int>(beside.x()), y = static_cast<int>(beside.y());
  for (int z = 0; z < grid.size[2]; ++z)
    for (int i = 0; i < 9; ++i) scene_.truth.ct.hounsfield[grid.index(x + i % 3, y + i / 3, z)] = 3000;
  const LesionSoftTissue tissue = measured();
  EXPECT_LT(tissue.assessed_fraction.value().value, 0.8);
  EXPECT_THAT(tissue.mass_thickness.reason(), HasSubstr("visible"));
}

TEST_F(BesideALimb, BorderOfTheVolumeNeverGivesAFalseZero) {
  CtVolume& ct = scene_.truth.ct;
  const int last = static_cast<int>(
      ct.grid.voxel_from_patient(scene_.truth.patient_from_phantom * Eigen::Vector3d(13, 0, 0)).x());
  const ImageGrid whole = ct.grid;
  ct.grid = whole.crop({0, 0, 0}, {last, whole.size[1], whole.size[2]});
  std::vector<std::int16_t> hounsfield;
  std::vector<std::uint16_t> bones;
  for (int z = 0; z < whole.size[2]; ++z)
    for (int y = 0; y < whole.size[1]; ++y)
      for (int x = 0; x < last; ++x) {
        hounsfield.push_back(ct.hounsfield[whole.index(x, y, z)]);
        bones.push_back(scene_.bones.voxels[whole.index(x, y, z)]);
      }
  ct.hounsfield = hounsfield;
  scene_.bones.voxels = bones;
  scene_.bones.grid = ct.grid;
  const LesionSoftTissue tissue = measured();
  EXPECT_LT(tissue.assessed_fraction.value().value, 0.9);
  EXPECT_FALSE(tissue.mass_thickness.known());
}

TEST_F(BesideALimb, WhatIsOutlinedBeyondTheBoneIsTheMass) {
  phantom::LesionBody beyond;
  beyond.semi_axis_x_mm = beyond.semi_axis_y_mm = beyond.semi_axis_z_mm = 7;
  beyond.x_mm = 13;
  const phantom::LesionTruth truth =
      phantom::lesion_truth(beyond, 120, scene_.truth.patient_from_phantom, scene_.truth.ct.grid);
  cortex_.breach_area = Unknown{"not seen"};
  const LesionSoftTissue tissue =
      soft_tissue_beside(scene_, cortex_, phantom::true_lesion_outline(truth, scene_.truth.ct.grid, 3), 35);
  EXPECT_NEAR(tissue.mass_thickness.value().value, 12, 1);
  EXPECT_THAT(tissue.mass_thickness.value().method, HasSubstr("outline"));
}

TEST(SoftTissue, WithoutASurfaceOfTheBoneAllIsUnknown) {
  const CtVolume nothing;
  const MeasuredQuantity median_hu = Unknown{"empty"};
  const LesionSoftTissue tissue =
      measure_soft_tissue(nothing, {}, Unknown{"no bone within reach"}, {{}, {}, median_hu}, {});
  EXPECT_EQ(tissue.mass_thickness.reason(), "no bone within reach");
  EXPECT_EQ(tissue.assessed_fraction.reason(), "no bone within reach");
}

TEST(NearestPoints, AreNearerThanAnyOtherByLessThanHalfACell) {
  ImageGrid grid;
  grid.size = {12, 10, 8};
  grid.spacing_mm = {1, 1.2, 0.9};
  std::vector<Eigen::Vector3d> points;
  for (int i = 0; i < 20; ++i) points.emplace_back((i * 7) % 13, (i * 5) % 11, (i * 3) % 7);
  const std::vector<int> nearest = nearest_points(grid, points);
  for (int z = 0; z < 8; ++z)
    for (int y = 0; y < 10; ++y)
      for (int x = 0; x < 12; ++x) {
        const Eigen::Vector3d centre = grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        double least = 1e9;
        for (const Eigen::Vector3d& point : points) least = std::min(least, (point - centre).norm());
        const auto found = static_cast<std::size_t>(nearest[grid.index(x, y, z)]);
        EXPECT_LT((points[found] - centre).norm(), least + 0.5);
      }
}

}  // namespace
}  // namespace osteosign
