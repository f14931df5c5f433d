#include "sample_data/phantom/soft_tissue.h"

#include <gtest/gtest.h>

#include <numbers>

#include "sample_data/phantom/phantom_ct.h"
#include "tests/sample_data/phantom/small_scans.h"

namespace osteosign::phantom {
namespace {

double hu_sum(const PhantomCt& scanned) {
  double sum = 0;
  for (const std::int16_t hu : scanned.ct.hounsfield) sum += hu;
  return sum * scanned.ct.grid.voxel_volume_mm3();
}

TEST(SoftTissuePhantom, SheetAllRoundHasTheVolumeOfItsRings) {
  SoftTissue tissue;
  tissue.mass_thickness_mm = 6;
  tissue.mass_half_length_mm = 10;
  tissue.mass_diffuse = 1;
  const SoftTissueTruth truth = soft_tissue_truth(tissue, 12);
  // Integral of pi ((12 + h)^2 - 12^2) with h = 6 (1 - (z / 10)^2).
  const double expected = std::numbers::pi * 10 * (24 * 6 * 4.0 / 3 + 36 * 16.0 / 15);
  EXPECT_NEAR(truth.volume_mm3, expected, 0.001 * expected);
  EXPECT_TRUE(truth.diffuse);
}

TEST(SoftTissuePhantom, MassInTheScanHasTheVolumeThatIsDescribed) {
  BonePhantom phantom = mass_phantom(8);
  phantom.bone.radius_mm = 8;
  phantom.damage.breach_diameter_mm = 0;
  phantom.lesions.clear();
  phantom.soft_tissue.bundles = phantom.soft_tissue.sheath_mm = 0;
  phantom.soft_tissue.mass_half_length_mm = 10;
  phantom.soft_tissue.mass_half_arc_mm = 9;
  phantom.soft_tissue.mass_hu = -942;  // 1000 below muscle, so that rounding does not matter
  CtScan scan = small_scan();
  scan.columns = scan.rows = 64;
  scan.render_step_mm = 0.7;
  const double with = hu_sum(scan_phantom(phantom, scan));
  phantom.soft_tissue.mass_thickness_mm = 0;
  const double without = hu_sum(scan_phantom(phantom, scan));
  const double volume_mm3 =
      soft_tissue_truth({.mass_thickness_mm = 8, .mass_half_length_mm = 10, .mass_half_arc_mm = 9}, 8)
          .volume_mm3;
  EXPECT_NEAR((without - with) / 1000, volume_mm3, 0.02 * volume_mm3);
}

TEST(SoftTissuePhantom, NoneOfItLeavesTheNumbersOfOtherPhantomsAsTheyWere) {
  BonePhantom plain = tube_phantom(2);
  BonePhantom described = plain;
  described.soft_tissue.mass_hu = 70;
  CtScan scan = small_scan();
  scan.slices = 4;
  EXPECT_EQ(scan_phantom(plain, scan).ct.acquisition.series_instance_uid,
            scan_phantom(described, scan).ct.acquisition.series_instance_uid);
  described.soft_tissue.mass_thickness_mm = 5;
  EXPECT_NE(scan_phantom(plain, scan).ct.acquisition.series_instance_uid,
            scan_phantom(described, scan).ct.acquisition.series_instance_uid);
}

/// The ring of tissue that is pushed out at the skin is as large as the mass in a section.
TEST(SoftTissuePhantom, MassPushesAsMuchTissueOutAsItFills) {
  SoftTissue tissue;
  tissue.mass_thickness_mm = 12;
  tissue.mass_lift = 1;
  const double swelling_mm = limb_swelling_mm(tissue, 14, 50, 0, 0);
  EXPECT_NEAR((50 + swelling_mm) * (50 + swelling_mm) - 50 * 50, 26 * 26 - 14 * 14, 1e-9);
  EXPECT_EQ(limb_swelling_mm(tissue, 14, 50, tissue.mass_half_length_mm, 0), 0);
  tissue.mass_lift = 0.5;
  EXPECT_NEAR(limb_swelling_mm(tissue, 14, 50, 0, 0), swelling_mm / 2, 1e-9);
}

TEST(SoftTissuePhantom, LimbTapersAndHasABelly) {
  SoftTissue tissue;
  EXPECT_TRUE(tissue.is_plain());
  tissue.limb_taper = 0.1;
  tissue.belly_mm = 8;
  tissue.belly_z_mm = 20;
  EXPECT_FALSE(tissue.is_plain());
  EXPECT_NEAR(limb_swelling_mm(tissue, 14, 50, 20, 0), 2 + 8, 1e-9);
  EXPECT_NEAR(limb_swelling_mm(tissue, 14, 50, 20, std::numbers::pi), 2, 1e-9);
  EXPECT_GE(largest_limb_swelling_mm(tissue, 30), limb_swelling_mm(tissue, 14, 50, 20, 0));
}

}  // namespace
}  // namespace osteosign::phantom
