#include <gmock/gmock.h>

#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

double volume_mm3(const LabelMap& map, std::uint16_t label) {
  return static_cast<double>(std::count(map.voxels.begin(), map.voxels.end(), label)) *
         map.grid.voxel_volume_mm3();
}

VertebraTruth truth_with(const VertebraSigns& signs) {
  SpinePhantom phantom = straight_spine();
  phantom.signs[2] = signs;
  return middle_truth(phantom);
}

CtScan scan_of_all() {
  CtScan scan = small_spine_scan();
  scan.columns = 110;
  scan.rows = 110;
  scan.slices = 150;
  scan.pose_deg = 3;
  return scan;
}

TEST(SpinePicture, VolumesOfTheMasksAreThoseOfTheTruth) {
  const SpineCt spine = unscanned_spine(straight_spine(), scan_of_all());
  const VertebraTruth truth = vertebra_truth(spine, 2);
  const LabelMap vertebrae = true_vertebra_map(spine, spine.ct.grid);
  LabelMap parts = true_part_map(spine, spine.ct.grid);
  for (std::size_t i = 0; i < parts.voxels.size(); ++i)
    if (vertebrae.voxels[i] != 2) parts.voxels[i] = 0;
  EXPECT_EQ(vertebrae.names.at(2), "vertebrae_L3");
  EXPECT_NEAR(volume_mm3(parts, 1), truth.body_volume_mm3, 0.01 * truth.body_volume_mm3);
  EXPECT_NEAR(volume_mm3(parts, 2), truth.left_pedicle.volume_mm3, 0.05 * truth.left_pedicle.volume_mm3);
  EXPECT_NEAR(volume_mm3(parts, 3), truth.right_pedicle.volume_mm3, 0.05 * truth.right_pedicle.volume_mm3);
  EXPECT_GT(volume_mm3(parts, 4), 5000);
}

TEST(SpinePicture, VertebraeNeverTouch) {
  SpinePhantom phantom;
  phantom.shape.scoliosis_deg = 35;
  phantom.shape.apical_rotation_deg = 10;
  CtScan scan = scan_of_all();
  scan.slices = 360;
  scan.column_mm = scan.row_mm = 1.3;
  const SpineCt spine = unscanned_spine(phantom, scan);
  const LabelMap map = true_vertebra_map(spine, spine.ct.grid);
  int touching = 0;
  for (int z = 0; z + 1 < map.grid.size[2]; ++z)
    for (int y = 0; y + 1 < map.grid.size[1]; ++y)
      for (int x = 0; x + 1 < map.grid.size[0]; ++x) {
        const std::uint16_t here = map.voxels[map.grid.index(x, y, z)];
        for (const std::size_t other :
             {map.grid.index(x + 1, y, z), map.grid.index(x, y + 1, z), map.grid.index(x, y, z + 1)})
          if (here != 0 && map.voxels[other] != 0 && map.voxels[other] != here) ++touching;
      }
  EXPECT_EQ(touching, 0);
  for (std::uint16_t label = 1; label <= 12; ++label) EXPECT_GT(volume_mm3(map, label), 9000) << label;
  EXPECT_EQ(map.names.at(13), "sacrum");
  EXPECT_GT(volume_mm3(map, 13), 1000);  // the field ends in it
}

TEST(SpinePicture, TheMassOfBoneIsThatOfTheMask) {
  SpinePhantom phantom = straight_spine();
  phantom.bone.cortex_hu = 170;  // all of the vertebra alike
  phantom.bone.arch_extra_hu = 0;
  phantom.around.vein_hu = 170;
  for (double* hu :
       {&phantom.around.muscle_hu, &phantom.around.fat_hu, &phantom.around.disc_hu, &phantom.around.sac_hu,
        &phantom.around.epidural_hu, &phantom.around.aorta_hu, &phantom.around.cava_hu})
    *hu = 0;
  phantom.bone.cancellous_trend_hu = 0;
  CtScan scan = scan_of_all();
  scan.pose_deg = 5;
  const SpineCt scanned = scan_spine(phantom, scan);
  const LabelMap map = true_vertebra_map(scanned, scanned.ct.grid);
  const auto bone =
      static_cast<double>(map.voxels.size() - std::count(map.voxels.begin(), map.voxels.end(), 0));
  double mass = 0;
  for (const std::int16_t hu : scanned.ct.hounsfield)
    if (hu > 0) mass += hu / 170.0;
  EXPECT_NEAR(mass, bone, 0.01 * bone);
}

TEST(SpinePicture, NodeCleftAndHaemangiomaShow) {
  SpinePhantom phantom = straight_spine();
  phantom.signs[2] = {.schmorl_mm = 12};
  const double top = vertebra_size(22, 1).height_mm / 2;
  EXPECT_NEAR(hu_at(scan_spine(phantom, small_spine_scan()), {0, 3.4, top - 4.5}), 90, 25);
  phantom.signs[2] = {.cleft_mm = 24};
  EXPECT_LT(hu_at(scan_spine(phantom, small_spine_scan()), {0, 0, top - 0.06 * 2 * top - 5}), -200);
  phantom.signs[2] = {.haemangioma_mm = 16};
  const SpineCt scanned = scan_spine(phantom, small_spine_scan());
  double least = 1e9, most = -1e9;
  for (double x = 0; x < 9; ++x) {
    least = std::min(least, hu_at(scanned, {x, -3.4, 0}));
    most = std::max(most, hu_at(scanned, {x, -3.4, 0}));
  }
  EXPECT_LT(least, 100);
  EXPECT_GT(most, 190);
}

TEST(SpineSigns, PediclesLoseTheDescribedPartOfTheirOwnSide) {
  double last = 0;
  for (const double lysis : {0.25, 0.5, 0.75, 1.0}) {
    const VertebraTruth truth = truth_with({.left_pedicle_lysis = lysis});
    EXPECT_NEAR(truth.left_pedicle.removed_fraction, lysis, 0.08);
    EXPECT_GT(truth.left_pedicle.removed_fraction, last);
    EXPECT_EQ(truth.right_pedicle.removed_fraction, 0);
    last = truth.left_pedicle.removed_fraction;
  }
  EXPECT_GT(last, 0.97);
  EXPECT_LT(truth_with({.left_pedicle_lysis = 1}).left_pedicle.isthmus_area_mm2, 1);
  const VertebraTruth cut = truth_with({.right_pedicle_cut = 0.5});
  EXPECT_NEAR(cut.right_pedicle.removed_fraction, 0.5, 0.1);
  EXPECT_LT(cut.right_pedicle.isthmus_area_mm2, 1);
}

}  // namespace
}  // namespace osteosign::phantom
