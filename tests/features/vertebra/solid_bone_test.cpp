#include "features/vertebra/solid_bone.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace osteosign::test {
namespace {

constexpr double pitch_mm = 40;
constexpr double cortex_hu = 800, marrow_hu = 200;

/// Vertebrae above each other, each with a bar of the thickness of a lamina along y, that bends to the side.
struct Laminae {
  CtVolume ct;
  std::vector<VertebraGeometry> vertebrae;
};

/// Depth below the surface of the bone; negative outside.
double depth_mm(const Eigen::Vector3d& p) {
  const double along = std::min({4 - std::abs(p.x() - 12), 4 - std::abs(p.z()), p.y() - 5, 27 - p.y()});
  const double aside = std::min({p.x() + 10, 16 - p.x(), 7 - std::abs(p.z()), p.y() - 19, 27 - p.y()});
  return std::max(along, aside);
}

/// Density within the bone of vertebra `k`, from the depth and the place.
using Density = std::function<double(std::size_t k, double depth_mm, const Eigen::Vector3d& local_mm)>;

Laminae laminae(std::size_t count, const Density& density) {
  Laminae scene;
  ImageGrid& grid = scene.ct.grid;
  grid.size = {60, 60, static_cast<int>(pitch_mm) * static_cast<int>(count)};
  grid.origin_mm = {-30, -20, 0};
  for (std::size_t k = 0; k < count; ++k) {
    VertebraGeometry vertebra;
    vertebra.frame.origin_mm = {0, 0, pitch_mm * (static_cast<double>(k) + 0.5)};
    vertebra.depth_mm = 30.0;
    scene.vertebrae.push_back(vertebra);
  }
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const auto k = static_cast<std::size_t>(z / static_cast<int>(pitch_mm));
        const Eigen::Vector3d local =
            scene.vertebrae[k].frame.local_from_patient(grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        const double depth = depth_mm(local);
        scene.ct.hounsfield.push_back(static_cast<std::int16_t>(depth < 0 ? 50 : density(k, depth, local)));
      }
  return scene;
}

double healthy(double depth_mm) { return depth_mm < 2 ? cortex_hu : marrow_hu; }

const Eigen::Vector3d lesion_middle(12, 14, 0);

double with_lesion_in_first(std::size_t k, double depth, const Eigen::Vector3d& local) {
  return k == 0 && (local - lesion_middle).norm() < 6 ? 520 : healthy(depth);
}

SolidBone found_in_first(const Laminae& scene) {
  std::vector<ArchReference> references;
  for (std::size_t k = 1; k < scene.vertebrae.size(); ++k)
    references.push_back({&scene.vertebrae[k], {}, Eigen::Vector3d::Ones()});
  ArchExpectation expectation(scene.ct, scene.vertebrae[0], references);
  LysisField field;
  field.image.grid = scene.ct.grid.crop({0, 0, 0}, {60, 60, static_cast<int>(pitch_mm)});
  field.arch = field.usable = VoxelMask(field.image.grid);
  field.sign = -1;
  for (std::size_t i = 0; i < field.image.grid.voxel_count(); ++i)
    field.fine_hu.push_back(-static_cast<float>(scene.ct.hounsfield[i]));
  for (int z = 0; z < field.image.grid.size[2]; ++z)
    for (int y = 0; y < 60; ++y)
      for (int x = 0; x < 60; ++x) {
        field.arch.insert(x, y, z);
        field.usable.insert(x, y, z);
      }
  return solid_bone(scene.ct, field, scene.vertebrae[0], expectation, 400);
}

TEST(SolidBone, TheRadiusIsThatOfTheLargestDenseBall) {
  const Laminae solid = laminae(1, [](std::size_t, double, const Eigen::Vector3d&) { return 600; });
  EXPECT_NEAR(solid_radius_mm(solid.ct, solid.vertebrae[0].frame, {12, 14, 0}, 400, 1), 4, 0.5);
  EXPECT_NEAR(solid_radius_mm(solid.ct, solid.vertebrae[0].frame, {12, 14, 3}, 400, 3), 4, 0.5);
  EXPECT_EQ(solid_radius_mm(solid.ct, solid.vertebrae[0].frame, {12, 14, 0}, 700, 3), 0);
}

/// Its mean is that of cortex and marrow which were there, so that a comparison of means shows nothing.
TEST(SolidBone, ALesionThatLeavesNoMarrowIsFoundThoughItIsLessDenseThanCortex) {
  const Laminae scene = laminae(4, with_lesion_in_first);
  const SolidBone found = found_in_first(scene);
  ASSERT_EQ(found.expected_hu.size(), 1U);
  EXPECT_NEAR(found.expected_hu[0], marrow_hu, 30);
  double inside = 0, lesion = 0;
  for_each_voxel(found.voxels, [&](int x, int y, int z) {
    const Eigen::Vector3d local = scene.vertebrae[0].frame.local_from_patient(
        scene.ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
    inside += (local - lesion_middle).norm() < 7.5 ? 1 : 0;
    lesion += (local - lesion_middle).norm() < 6 ? 1 : 0;
  });
  EXPECT_EQ(inside, found.voxels.count());
  EXPECT_GT(lesion, 250);
}

TEST(SolidBone, BoneThatIsSolidInTheReferencesTooIsNone) {
  const Laminae scene = laminae(4, [](std::size_t, double depth, const Eigen::Vector3d& local) {
    return with_lesion_in_first(0, depth, local);
  });
  EXPECT_TRUE(found_in_first(scene).voxels.empty());
}

TEST(SolidBone, HealthyLaminaeHaveNone) {
  const Laminae scene =
      laminae(4, [](std::size_t, double depth, const Eigen::Vector3d&) { return healthy(depth); });
  EXPECT_TRUE(found_in_first(scene).voxels.empty());
}

TEST(SolidBone, OneReferenceAloneTellsNothing) {
  EXPECT_TRUE(found_in_first(laminae(2, with_lesion_in_first)).voxels.empty());
}

/// One neighbour that is as solid there shows that it may be so.
TEST(SolidBone, WhatOneReferenceHasIsNotTold) {
  const Laminae scene = laminae(4, [](std::size_t k, double depth, const Eigen::Vector3d& local) {
    return with_lesion_in_first(k == 2 ? 0 : k, depth, local);
  });
  EXPECT_TRUE(found_in_first(scene).voxels.empty());
}

}  // namespace
}  // namespace osteosign::test
