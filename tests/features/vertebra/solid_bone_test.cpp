#include "features/vertebra/solid_bone.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/features/vertebra/stacked_vertebrae.h"

namespace osteosign::test {
namespace {

constexpr double cortex_hu = 800, marrow_hu = 200;

/// Depth below the surface of the bone; negative outside.
double depth_mm(const Eigen::Vector3d& p) {
  const double along = std::min({4 - std::abs(p.x() - 12), 4 - std::abs(p.z()), p.y() - 5, 27 - p.y()});
  const double aside = std::min({p.x() + 10, 16 - p.x(), 7 - std::abs(p.z()), p.y() - 19, 27 - p.y()});
  return std::max(along, aside);
}

/// Density within the bone of vertebra `k`, from the depth and the place.
using Density = std::function<double(std::size_t k, double depth_mm, const Eigen::Vector3d& local_mm)>;

/// Vertebrae with a bar of the thickness of a lamina along y, that bends to the side.
StackedVertebrae laminae(std::size_t count, const Density& density) {
  return stacked_vertebrae(count, [&](std::size_t k, const Eigen::Vector3d& local) {
    const double depth = depth_mm(local);
    return depth < 0 ? 50 : density(k, depth, local);
  });
}

double healthy(double depth_mm) { return depth_mm < 2 ? cortex_hu : marrow_hu; }

const Eigen::Vector3d lesion_middle(12, 14, 0);

double with_lesion_in_first(std::size_t k, double depth, const Eigen::Vector3d& local) {
  return k == 0 && (local - lesion_middle).norm() < 6 ? 520 : healthy(depth);
}

std::vector<SolidBone> found_in_first(const StackedVertebrae& scene) {
  const std::vector<ArchReference> references = references_of_first(scene);
  ArchExpectation expectation(scene.ct, scene.vertebrae[0], references);
  LysisField field;
  field.image.grid = scene.ct.grid.crop({0, 0, 0}, {60, 60, 40});
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
  return solid_bones(scene.ct, field, scene.vertebrae[0], expectation, 400);
}

TEST(SolidBone, TheRadiusIsThatOfTheLargestDenseBall) {
  const StackedVertebrae solid = laminae(1, [](std::size_t, double, const Eigen::Vector3d&) { return 600; });
  EXPECT_NEAR(solid_radius_mm(solid.ct, solid.vertebrae[0].frame, {12, 14, 0}, 400, 1), 4, 0.5);
  EXPECT_NEAR(solid_radius_mm(solid.ct, solid.vertebrae[0].frame, {12, 14, 3}, 400, 3), 4, 0.5);
  EXPECT_EQ(solid_radius_mm(solid.ct, solid.vertebrae[0].frame, {12, 14, 0}, 700, 3), 0);
}

/// Its mean is that of cortex and marrow which were there, so that a comparison of means shows nothing.
TEST(SolidBone, ALesionThatLeavesNoMarrowIsFoundThoughItIsLessDenseThanCortex) {
  const StackedVertebrae scene = laminae(4, with_lesion_in_first);
  const std::vector<SolidBone> found = found_in_first(scene);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].expected_hu, marrow_hu, 30);
  double inside = 0, lesion = 0;
  for_each_voxel(found[0].voxels, [&](int x, int y, int z) {
    const Eigen::Vector3d local = scene.vertebrae[0].frame.local_from_patient(
        scene.ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
    inside += (local - lesion_middle).norm() < 7.5 ? 1 : 0;
    lesion += (local - lesion_middle).norm() < 6 ? 1 : 0;
  });
  EXPECT_EQ(inside, found[0].voxels.count());
  EXPECT_GT(lesion, 250);
}

TEST(SolidBone, BoneThatIsSolidInTheReferencesTooIsNone) {
  const StackedVertebrae scene = laminae(4, [](std::size_t, double depth, const Eigen::Vector3d& local) {
    return with_lesion_in_first(0, depth, local);
  });
  EXPECT_TRUE(found_in_first(scene).empty());
}

TEST(SolidBone, HealthyLaminaeHaveNone) {
  const StackedVertebrae scene =
      laminae(4, [](std::size_t, double depth, const Eigen::Vector3d&) { return healthy(depth); });
  EXPECT_TRUE(found_in_first(scene).empty());
}

TEST(SolidBone, OneReferenceAloneTellsNothing) {
  EXPECT_TRUE(found_in_first(laminae(2, with_lesion_in_first)).empty());
}

/// Beyond the border nothing is dense, so such a place would seem to be hollow.
TEST(SolidBone, AReferenceAtTheBorderOfTheScanTellsNothing) {
  StackedVertebrae scene = laminae(3, with_lesion_in_first);
  ASSERT_FALSE(found_in_first(scene).empty());
  const int last = 2 * 40 + 23;  // 3 mm beyond the middle of the third
  scene.ct.grid.size[2] = last;
  scene.ct.hounsfield.resize(scene.ct.grid.voxel_count());
  EXPECT_TRUE(found_in_first(scene).empty());
}

/// One neighbour that is as solid there shows that it may be so.
TEST(SolidBone, WhatOneReferenceHasIsNotTold) {
  const StackedVertebrae scene = laminae(4, [](std::size_t k, double depth, const Eigen::Vector3d& local) {
    return with_lesion_in_first(k == 2 ? 0 : k, depth, local);
  });
  EXPECT_TRUE(found_in_first(scene).empty());
}

}  // namespace
}  // namespace osteosign::test
