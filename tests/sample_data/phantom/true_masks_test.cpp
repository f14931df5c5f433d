#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "io/values/errors.h"
#include "sample_data/phantom/phantom_ct.h"
#include "tests/sample_data/phantom/small_scans.h"

namespace osteosign::phantom {
namespace {

TEST(TrueBoneMask, HasTheVolumeOfTheFilledCylinder) {
  CtScan scan = small_scan();
  scan.pose_deg = 0;
  const PhantomCt scanned = scan_phantom(sphere_phantom(5, 40), scan);
  const LabelMap mask = true_bone_mask(scanned, scanned.ct.grid);
  const double voxels = std::accumulate(mask.voxels.begin(), mask.voxels.end(), 0.0);
  const double expected_mm3 = std::numbers::pi * 22 * 22 * 50 * 0.8;
  EXPECT_NEAR(voxels * mask.grid.voxel_volume_mm3(), expected_mm3, 0.01 * expected_mm3);
}

TEST(TrueBoneMask, CanBeMadeOnAnotherGrid) {
  const PhantomCt scanned = scan_phantom(sphere_phantom(5, 40), oblique_scan());
  const ImageGrid coarse = grid_of(anisotropic_scan());
  const LabelMap mask = true_bone_mask(scanned, coarse);
  const auto label_at = [&](double x_mm, double z_mm) {
    const Eigen::Vector3d voxel =
        coarse.voxel_from_patient(scanned.patient_from_phantom * Eigen::Vector3d(x_mm, 0, z_mm))
            .array()
            .round();
    return mask.voxels[coarse.index(int(voxel.x()), int(voxel.y()), int(voxel.z()))];
  };
  EXPECT_EQ(label_at(20, 0), 1);
  EXPECT_EQ(label_at(24, 0), 0);
  EXPECT_EQ(label_at(0, 5), 1);
}

class EveryMaskGrid : public testing::TestWithParam<CtScan> {};
INSTANTIATE_TEST_SUITE_P(Isotropic_Anisotropic_Oblique, EveryMaskGrid,
                         testing::Values(small_scan(), anisotropic_scan(), oblique_scan()));

TEST_P(EveryMaskGrid, LesionOutlineHoldsTheWholeLesion) {
  BonePhantom phantom = sphere_phantom(6, 40);
  phantom.lesions[0].semi_axis_y_mm = 9;
  const PhantomCt scanned = scan_phantom(phantom, GetParam());
  const CtLesionOutline outline = true_lesion_outline(scanned.lesions[0], scanned.ct.grid, 2);
  const double volume_mm3 = 4.0 / 3 * std::numbers::pi * 6 * 9 * 6;
  const double hard = std::accumulate(outline.inside.begin(), outline.inside.end(), 0.0);
  const double soft = std::accumulate(outline.membership.begin(), outline.membership.end(), 0.0);
  EXPECT_NEAR(hard * outline.box.voxel_volume_mm3(), volume_mm3, 0.01 * volume_mm3);
  EXPECT_NEAR(soft * outline.box.voxel_volume_mm3(), volume_mm3, 0.02 * volume_mm3);
  const LabelMap whole = true_lesion_mask(scanned, scanned.ct.grid);
  EXPECT_EQ(std::accumulate(whole.voxels.begin(), whole.voxels.end(), 0.0), hard);
}

TEST(TrueLesionOutline, LesionCutOffByTheFieldStaysInsideOfTheGrid) {
  BonePhantom phantom = sphere_phantom(6, 40);
  phantom.lesions[0].z_mm = 20;  // the block ends at 20 mm
  const PhantomCt scanned = scan_phantom(phantom, small_scan());
  const CtLesionOutline outline = true_lesion_outline(scanned.lesions[0], scanned.ct.grid, 2);
  EXPECT_EQ(outline.first[2] + outline.box.size[2], scanned.ct.grid.size[2]);
}

TEST(TrueLesionOutline, LesionOutsideOfTheGridIsRefused) {
  BonePhantom phantom = sphere_phantom(6, 40);
  phantom.lesions[0].z_mm = 90;
  const PhantomCt scanned = scan_phantom(phantom, small_scan());
  EXPECT_THAT([&] { true_lesion_outline(scanned.lesions[0], scanned.ct.grid, 0); },
              testing::ThrowsMessage<UsageError>(testing::HasSubstr("the lesion lies outside of the grid")));
}

}  // namespace
}  // namespace osteosign::phantom
