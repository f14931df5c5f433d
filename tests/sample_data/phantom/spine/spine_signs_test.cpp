#include <gmock/gmock.h>

#include <numbers>

#include "sample_data/phantom/spine/marrow_fields.h"
#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

VertebraTruth truth_with(const VertebraSigns& signs) {
  SpinePhantom phantom = straight_spine();
  phantom.signs[2] = signs;
  return middle_truth(phantom);
}
double l3_height_mm() { return vertebra_size(22, 1).height_mm; }

TEST(SpineSigns, AWedgeLosesItsPartOfTheHeightInFrontOnly) {
  const VertebraTruth truth = truth_with({.anterior_loss = 0.3});
  EXPECT_NEAR(truth.healthy_heights.anterior_mm - truth.heights.anterior_mm, 0.3 * l3_height_mm(), 0.02);
  EXPECT_NEAR(truth.heights.posterior_mm, truth.healthy_heights.posterior_mm, 0.15);
  const double slope = 0.3 * l3_height_mm() / (0.76 * vertebra_size(22, 1).depth_mm);
  EXPECT_NEAR(truth.sagittal_wedge_deg, std::atan(slope) * 180 / std::numbers::pi, 1);
  EXPECT_GT(truth.height_loss, 0.29);
}

TEST(SpineSigns, ABiconcaveBodyLosesHeightInTheMiddleOnly) {
  const VertebraTruth truth = truth_with({.middle_loss = 0.3});
  EXPECT_NEAR(truth.healthy_heights.middle_mm - truth.heights.middle_mm, 0.3 * l3_height_mm(), 0.8);
  EXPECT_NEAR(truth.heights.anterior_mm, truth.healthy_heights.anterior_mm, 0.2);
  EXPECT_NEAR(truth.heights.posterior_mm, truth.healthy_heights.posterior_mm, 0.2);
}

TEST(SpineSigns, ACrushedBodyLosesHeightEverywhere) {
  const VertebraTruth truth = truth_with({.crush_loss = 0.4});
  for (const auto& [healthy, now] : {std::pair{truth.healthy_heights.anterior_mm, truth.heights.anterior_mm},
                                     {truth.healthy_heights.middle_mm, truth.heights.middle_mm},
                                     {truth.healthy_heights.posterior_mm, truth.heights.posterior_mm}})
    EXPECT_NEAR(healthy - now, 0.4 * l3_height_mm(), 1e-6);
}

TEST(SpineSigns, AnAsymmetricCollapseHasItsAngleAndSide) {
  const VertebraTruth left = truth_with({.coronal_wedge_deg = 12});
  EXPECT_NEAR(left.coronal_wedge_deg, 12, 0.2);
  EXPECT_LT(left.heights.left_mm, left.heights.right_mm);
  const VertebraTruth right = truth_with({.coronal_wedge_deg = -12});
  EXPECT_NEAR(right.coronal_wedge_deg, -left.coronal_wedge_deg, 1e-6);
  EXPECT_NEAR(right.heights.right_mm, left.heights.left_mm, 1e-6);
}

TEST(SpineSigns, TheColumnAboveACollapseTiltsAndComesDown) {
  SpinePhantom phantom = straight_spine();
  const std::vector<PlacedVertebra> before = spine_layout(phantom);
  phantom.signs[2].coronal_wedge_deg = 10;
  phantom.signs[2].angulation = 0.5;
  const std::vector<PlacedVertebra> after = spine_layout(phantom);
  const auto apart_mm = [](const std::vector<PlacedVertebra>& column) {
    return (column[0].phantom_from_local.translation() - column[2].phantom_from_local.translation()).norm();
  };
  const Eigen::Vector3d upper = after[0].phantom_from_local.linear().col(2);
  const Eigen::Vector3d lower = after[2].phantom_from_local.linear().col(2);
  EXPECT_NEAR(std::acos(upper.dot(lower)) * 180 / std::numbers::pi, 5, 0.1);
  EXPECT_GT(upper.x(), lower.x());
  EXPECT_NEAR(apart_mm(before) - apart_mm(after),
              std::tan(10 * std::numbers::pi / 180) * vertebra_size(22, 1).width_mm / 2, 0.6);
}

TEST(SpineSigns, ABulgeHasItsDepthAndNarrowsTheCanal) {
  const VertebraTruth truth = truth_with({.bulge_mm = 5});
  EXPECT_NEAR(truth.bulge_mm, 5, 0.02);
  EXPECT_NEAR(truth.bulge_beyond_chord_mm, 5 - 0.8, 0.05);
  // A raised cosine 5 mm high on a wall that lies 0.8 mm in front of its chord, across the width of the
  // canal.
  const VertebraSize size = vertebra_size(22, 1);
  const double reach = 0.36 * size.width_mm / std::numbers::pi;
  const double half = size.canal_width_mm / 2;
  const double inside_mm2 = 5 * (half + reach * std::sin(half / reach)) - 0.8 * size.canal_width_mm;
  EXPECT_NEAR(truth.canal_narrowing * truth.healthy_canal_area_mm2, inside_mm2, 0.06 * inside_mm2);
  EXPECT_EQ(truth.free_canal_narrowing, truth.canal_narrowing);
}

TEST(SpineSigns, ARetropulsedCornerIsHighestAtTheUpperEdge) {
  SpinePhantom phantom = straight_spine();
  phantom.signs[2].retropulsion_mm = 4;
  const VertebraTruth truth = middle_truth(phantom);
  EXPECT_NEAR(truth.bulge_mm, 4, 0.1);
  EXPECT_LT(truth.bulge_area_mm2, truth_with({.bulge_mm = 4}).bulge_area_mm2);
}

TEST(SpineSigns, ABreachHasTheAreaOfItsDisc) {
  EXPECT_NEAR(truth_with({.breach_mm = 8, .breach_x_mm = 3, .breach_z_mm = 2}).breach_area_mm2,
              std::numbers::pi * 16, 1);
  EXPECT_EQ(truth_with({}).breach_area_mm2, 0);
}

TEST(SpineSigns, AMassNarrowsTheFreeCanalOnly) {
  const VertebraTruth truth = truth_with({.canal_mass_mm = 6});
  EXPECT_EQ(truth.canal_narrowing, 0);
  EXPECT_GT(truth.free_canal_narrowing, 0.15);
  EXPECT_LT(truth.free_canal_narrowing, 0.4);
}

/// A spine whose sac leaves 2.9 mm of fat in front of it and 3.5 mm behind it at L3.
SpinePhantom fatty_spine() {
  SpinePhantom phantom = straight_spine();
  phantom.around.epidural_hu = -80;
  phantom.around.sac_depth_part = 0.6;
  phantom.around.sac_width_part = 0.7;
  return phantom;
}

/// HU so far behind the wall of L3, and to the left.
double hu_in_canal(const SpineCt& scanned, double behind_wall_mm, double left_mm = 0) {
  const VertebralArch& arch = scanned.scene->column().vertebrae()[1].arch;
  return hu_at(scanned, {left_mm, arch.canal_front_mm() + behind_wall_mm, 2});
}

/// One that holds the back of the canal.
CtScan canal_scan() {
  CtScan scan = small_spine_scan();
  scan.rows = 90;
  return scan;
}

TEST(SpineSigns, AMassTakesThePlaceOfFatAndMovesTheSac) {
  SpinePhantom phantom = fatty_spine();
  const SpineCt healthy = scan_spine(phantom, canal_scan());
  const double depth_mm = healthy.scene->column().vertebrae()[1].arch.canal_depth_mm();
  EXPECT_LT(hu_in_canal(healthy, 1.6), 0);
  EXPECT_LT(hu_in_canal(healthy, depth_mm - 2), 0);
  phantom.signs[2].canal_mass_mm = 6;
  const SpineCt pressed = scan_spine(phantom, canal_scan());
  EXPECT_GT(hu_in_canal(pressed, 1.6), 20);
  EXPECT_LT(hu_in_canal(pressed, depth_mm - 2), 0);
  phantom.signs[2].canal_mass_push = 1;
  const SpineCt moved = scan_spine(phantom, canal_scan());
  EXPECT_GT(hu_in_canal(moved, depth_mm - 2), 10);
}

TEST(SpineSigns, AMassOnOneSideLeavesTheFatOfTheOther) {
  SpinePhantom phantom = fatty_spine();
  phantom.signs[2].canal_mass_mm = 4;
  phantom.signs[2].canal_mass_side = 1;
  const SpineCt scanned = scan_spine(phantom, canal_scan());
  const VertebralArch& arch = scanned.scene->column().vertebrae()[1].arch;
  const double beside_mm = arch.canal_half_width_mm() - 1.5;
  EXPECT_GT(hu_in_canal(scanned, arch.canal_depth_mm() / 2, beside_mm), 20);
  EXPECT_LT(hu_in_canal(scanned, arch.canal_depth_mm() / 2, -beside_mm), 0);
  const VertebraTruth truth = middle_truth(phantom);
  EXPECT_EQ(truth.canal_mass_mm, 4);
  EXPECT_EQ(truth.canal_mass_side, 1);
}

TEST(SpineSigns, ADiscBulgesIntoTheCanalBetweenTheBodiesOnly) {
  SpinePhantom phantom = fatty_spine();
  phantom.signs[2].disc_bulge_mm = 4;
  CtScan scan = small_spine_scan();
  scan.slices = 60;
  const SpineCt scanned = scan_spine(phantom, scan);
  const VertebraModel& l3 = scanned.scene->column().vertebrae()[1];
  const double behind_mm = l3.arch.canal_front_mm() + 1.8;
  const double below_mm = l3.body.inferior_mm(0, behind_mm);
  EXPECT_GT(hu_at(scanned, {0, behind_mm, below_mm - 3}), 60);
  EXPECT_LT(hu_at(scanned, {0, behind_mm, 0}), 0);
}

TEST(SpineSigns, HolesTakeTheirPartOfSpace) {
  for (const double fraction : {0.1, 0.3}) {
    int count = 0, all = 0;
    for (double x = 0; x < 40; x += 0.9)
      for (double y = 0; y < 40; y += 0.9)
        for (double z = 0; z < 30; z += 0.9, ++all)
          if (holes_distance_mm({x, y, z}, 3, fraction) < 0) ++count;
    EXPECT_NEAR(static_cast<double>(count) / all, fraction, 0.02);
  }
}

TEST(SpineSigns, ALesionInsideTheBodyLiesWhollyInBone) {
  SpinePhantom phantom = straight_spine();
  phantom.lesions.push_back({2, {.semi_axis_x_mm = 6, .semi_axis_y_mm = 5, .semi_axis_z_mm = 7, .x_mm = 4}});
  phantom.lesions.push_back({2, {.x_mm = 17, .y_mm = 22, .z_mm = 5}});
  const SpineTruth truth = spine_truth(unscanned_spine(phantom, small_spine_scan()));
  ASSERT_EQ(truth.lesions.size(), 2U);
  EXPECT_NEAR(truth.lesions[0].volume_in_bone_mm3, 4.0 / 3 * std::numbers::pi * 210, 5);
  EXPECT_EQ(truth.lesions[0].part, VertebraPart::body);
  EXPECT_EQ(truth.lesions[1].part, VertebraPart::left_pedicle);
  EXPECT_LT(truth.lesions[1].volume_in_bone_mm3, truth.lesions[1].lesion.volume_mm3);
  EXPECT_EQ(truth.lesions[0].vertebra, 2);
}

}  // namespace
}  // namespace osteosign::phantom
