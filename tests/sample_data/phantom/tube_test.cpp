#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "sample_data/phantom/phantom_ct.h"
#include "tests/sample_data/phantom/small_scans.h"

namespace osteosign::phantom {
namespace {

/// Volume of cortex in the block: the sum of (HU - 50) / 1150 over its voxels without the body's edge.
double cortex_volume_mm3(const PhantomCt& scanned) {
  const ImageGrid& grid = scanned.ct.grid;
  double sum = 0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d point = grid.patient_from_voxel({double(x), double(y), double(z)});
        if (scanned.bone_distance_mm(point) < 6)
          sum += (scanned.ct.hounsfield[grid.index(x, y, z)] - 50) / 1150.0;
      }
  return sum * grid.voxel_volume_mm3();
}

CtScan straight_scan() {
  CtScan scan = small_scan();
  scan.pose_deg = 0;
  return scan;
}
constexpr double block_length_mm = 50 * 0.8;

double ring_volume_mm3(double t_mm) {
  return std::numbers::pi * (16 * 16 - (16 - t_mm) * (16 - t_mm)) * block_length_mm;
}

class EveryCortex : public testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(Thickness, EveryCortex, testing::Values(0.3, 0.5, 0.8, 1.2, 2, 3, 4));

TEST_P(EveryCortex, MassIsThatOfTheRing) {
  const double t_mm = GetParam();
  const PhantomCt scanned = scan_phantom(tube_phantom(t_mm), straight_scan());
  EXPECT_NEAR(cortex_volume_mm3(scanned), ring_volume_mm3(t_mm), 0.006 * ring_volume_mm3(t_mm));
  EXPECT_EQ(scanned.cortex.reference_thickness_mm, t_mm);
}

/// Volume of cortex from the stated thickness: ring sectors over angle and z.
double stated_volume_mm3(const PhantomCt& scanned, double radius_mm) {
  double sum = 0;
  constexpr int angles = 720, steps = 800;
  for (int a = 0; a < angles; ++a)
    for (int k = 0; k < steps; ++k) {
      const double angle = 2 * std::numbers::pi * a / angles;
      const double z_mm = (k + 0.5) / steps * block_length_mm - block_length_mm / 2;
      const double t_mm = scanned.cortex.thickness_mm(
          scanned.patient_from_phantom * Eigen::Vector3d(std::cos(angle), std::sin(angle), z_mm));
      sum += 0.5 * (radius_mm * radius_mm - (radius_mm - t_mm) * (radius_mm - t_mm));
    }
  return sum * 2 * std::numbers::pi / angles * block_length_mm / steps;
}

TEST(TubeDamage, ScallopTakesTheStatedMass) {
  BonePhantom phantom = tube_phantom(3);
  phantom.damage.scallop_fraction = 0.7;
  const PhantomCt scanned = scan_phantom(phantom, straight_scan());
  const double whole_mm3 = ring_volume_mm3(3);
  const double left_mm3 = stated_volume_mm3(scanned, 16);
  EXPECT_LT(left_mm3, 0.97 * whole_mm3);
  EXPECT_NEAR(cortex_volume_mm3(scanned), left_mm3, 0.005 * left_mm3);
  EXPECT_NEAR(scanned.cortex.least_thickness_mm, 0.9, 1e-9);
  EXPECT_EQ(scanned.cortex.scallop_length_mm, 24);
}

TEST(TubeDamage, BreachTakesTheStatedMass) {
  BonePhantom phantom = tube_phantom(2);
  phantom.damage.breach_diameter_mm = 10;
  phantom.damage.breach_hu = 50;
  const PhantomCt scanned = scan_phantom(phantom, straight_scan());
  const double whole_mm3 = ring_volume_mm3(2);
  const double missing_mm3 = whole_mm3 - cortex_volume_mm3(scanned);
  EXPECT_NEAR(missing_mm3, whole_mm3 - stated_volume_mm3(scanned, 16), 0.05 * missing_mm3);
  EXPECT_NEAR(scanned.cortex.breach_area_mm2, 78.54, 0.01);
  EXPECT_EQ(scanned.cortex.least_thickness_mm, 0);
  EXPECT_NEAR(scanned.cortex.breach_circumference_fraction, 10 / 100.53, 1e-4);
}

TEST(TubeDamage, ExpansionKeepsTheCortexAndPushesItOut) {
  BonePhantom phantom = tube_phantom(2);
  phantom.damage.expansion_mm = 4;
  const PhantomCt scanned = scan_phantom(phantom, straight_scan());
  const auto distance_at = [&](double x_mm) {
    return scanned.bone_distance_mm(scanned.patient_from_phantom * Eigen::Vector3d(x_mm, 0, 0));
  };
  EXPECT_NEAR(distance_at(20), 0, 1e-9);
  EXPECT_NEAR(distance_at(-16), 0, 1e-9);
  EXPECT_NEAR(scanned.cortex.thickness_mm(scanned.patient_from_phantom * Eigen::Vector3d(20, 0, 0)), 2, 1e-9);
}

TEST(LongBone, FlareWidensTheUpperEndOnly) {
  BonePhantom phantom = tube_phantom(2);
  phantom.bone.flare_mm = 8;
  phantom.bone.flare_length_mm = 15;
  const PhantomCt scanned = scan_phantom(phantom, straight_scan());
  const auto distance_at = [&](double x_mm, double z_mm) {
    return scanned.bone_distance_mm(scanned.patient_from_phantom * Eigen::Vector3d(x_mm, 0, z_mm));
  };
  EXPECT_NEAR(distance_at(16, -5), 0, 1e-9);
  EXPECT_NEAR(distance_at(24, 15), 0, 1e-9);
}

TEST(MarginPhantom, EdgeHasTheStatedTenToNinetyWidth) {
  for (const EdgeShape shape : {EdgeShape::linear, EdgeShape::gaussian})
    for (const double width_mm : {1.0, 4.0, 12.0}) {
      const EdgeProfile edge{shape, width_mm};
      EXPECT_NEAR(edge.fraction_at(-width_mm / 2, 0), 0.9, 1e-9);
      EXPECT_NEAR(edge.fraction_at(width_mm / 2, 0), 0.1, 1e-9);
      EXPECT_NEAR(edge.fraction_at(0, 0), 0.5, 1e-9);
    }
}

TEST(MarginPhantom, PartialRimCoversItsPartOfTheSurface) {
  BonePhantom phantom = margin_phantom({EdgeShape::sharp, 0});
  phantom.lesions[0].rim_mm = 2;
  phantom.lesions[0].rim_completeness = 0.3;
  const PhantomCt scanned = scan_phantom(phantom, small_scan());
  double rim_hu_mm3 = 0;
  const ImageGrid& grid = scanned.ct.grid;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const double d =
            scanned.lesions[0].distance_mm(grid.patient_from_voxel({double(x), double(y), double(z)}));
        if (d < 5) rim_hu_mm3 += (scanned.ct.hounsfield[grid.index(x, y, z)] - 200) * grid.voxel_volume_mm3();
      }
  const double ball_mm3 = 4.0 / 3 * std::numbers::pi * 1000;
  const double rim_mm3 = 0.3 * 4.0 / 3 * std::numbers::pi * (12 * 12 * 12 - 1000);
  EXPECT_NEAR(rim_hu_mm3, -160 * ball_mm3 + 600 * rim_mm3, 0.01 * 600 * rim_mm3);
  EXPECT_EQ(scanned.lesions[0].margin.rim_completeness, 0.3);
}

}  // namespace
}  // namespace osteosign::phantom
