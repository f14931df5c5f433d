#include "features/vertebra/epidural_tissue.h"

#include <gmock/gmock.h>

#include "features/vertebra/geometry.h"
#include "tests/features/vertebra/scanned_spine.h"

namespace osteosign::test {
namespace {

using ::testing::HasSubstr;

/// L2 to L4 with fat of 6 mm on lines from front to back and from side to side.
phantom::SpinePhantom fatty_spine() {
  phantom::SpinePhantom phantom;
  phantom.shape.vertebrae = 3;
  phantom.shape.lowest_level = 23;
  phantom.shape.sacrum = 0;
  phantom.around.epidural_hu = -80;
  phantom.around.sac_width_part = 0.7;
  phantom.around.sac_depth_part = 0.62;
  phantom.around.sac_forward_mm = 0.6;
  return phantom;
}

phantom::CtScan scan_of_three() {
  phantom::CtScan scan;
  scan.columns = scan.rows = 130;
  scan.slices = 130;
  scan.column_mm = scan.row_mm = 0.8;
  scan.increment_mm = scan.slice_thickness_mm = 1;
  scan.render_step_mm = 0.8;
  scan.noise_hu = 12;
  return scan;
}

/// Its truth is that of three vertebrae; what the test changes before it is measured is changed here.
struct ScannedCanal {
  phantom::SpineCt scanned;
  Spine spine;
  Metal metal;
  ImageQuality quality;

  std::vector<EpiduralTissue> measure(const EpiduralParameters& parameters = {}) const {
    std::vector<VertebraGeometry> geometries;
    for (const FoundVertebra& found : spine.found)
      geometries.push_back(find_geometry(scanned.ct, spine, found, quality, {}));
    return measure_epidural_tissue(scanned.ct, geometries, see_canals(scanned.ct, spine, geometries, {}),
                                   metal, quality, parameters);
  }
};

ScannedCanal scan_canal(const phantom::SpinePhantom& phantom, const phantom::CtScan& scan = scan_of_three()) {
  ScannedCanal canal{.scanned = phantom::scan_spine(phantom, scan), .spine = {}, .metal = {}, .quality = {}};
  canal.spine = true_spine(canal.scanned, phantom::spine_truth(canal.scanned));
  canal.metal = find_metal(canal.scanned.ct, {});
  canal.quality.noise_hu = Quantity{scan.noise_hu, Unit::hu};
  canal.quality.point_spread.in_plane_sigma_mm = Quantity{scan.psf_sigma_mm, Unit::mm};
  canal.quality.point_spread.axial_sigma_mm = Quantity{scan.psf_sigma_mm, Unit::mm};
  return canal;
}

double known(const MeasuredQuantity& quantity) {
  EXPECT_TRUE(quantity.known()) << quantity.reason();
  return quantity.known() ? quantity.value().value : -1e9;
}

std::string reason(const MeasuredQuantity& quantity) {
  return quantity.known() ? "known: " + std::to_string(quantity.value().value) : quantity.reason();
}

phantom::SpinePhantom with_mass(double thickness_mm, double side) {
  phantom::SpinePhantom phantom = fatty_spine();
  phantom::VertebraSigns& signs = phantom.signs[2];
  signs.canal_mass_mm = thickness_mm;
  signs.canal_mass_side = side;
  signs.canal_mass_push = 1;
  return phantom;
}

/// Beside a level that has lost its fat less is expected, or nothing can be told.
bool is_thin_or_unknown(const MeasuredQuantity& thickness) {
  return !thickness.known() || thickness.value().value < 2;
}

TEST(EpiduralTissue, HealthyLevelsMissLittleFat) {
  for (const EpiduralTissue& tissue : scan_canal(fatty_spine()).measure()) {
    EXPECT_LT(known(tissue.thickness), 1);
    EXPECT_GT(known(tissue.assessed_fraction), 0.6);
  }
}

/// The true canal begins and ends in the middle of the outermost vertebrae.
TEST(EpiduralTissue, OneNeighbourTellsLessThanOneOnEachSide) {
  phantom::SpinePhantom phantom = fatty_spine();
  phantom.shape.vertebrae = 5;
  phantom.shape.lowest_level = 24;
  phantom::CtScan scan = scan_of_three();
  scan.slices = 200;
  const std::vector<EpiduralTissue> tissues = scan_canal(phantom, scan).measure();
  const auto sd_mm = [&](std::size_t i) { return tissues[i].thickness.value().sd.value(); };
  EXPECT_LT(sd_mm(2), 1.2);
  EXPECT_GT(sd_mm(0), 1.6);
}

TEST(EpiduralTissue, AMassBehindTheBodyHasItsThicknessAndPlace) {
  const ScannedCanal canal = scan_canal(with_mass(4.5, 0));
  const std::vector<EpiduralTissue> tissues = canal.measure();
  EXPECT_NEAR(known(tissues[1].thickness), 4.5, 1);
  EXPECT_THAT(tissues[1].thickness.value().method, HasSubstr("front"));
  for (const std::size_t healthy : {0U, 2U}) EXPECT_TRUE(is_thin_or_unknown(tissues[healthy].thickness));
  ASSERT_TRUE(tissues[1].thickest_in_patient_mm);
  const FoundVertebra& vertebra = canal.spine.found[1];
  const Eigen::Vector3d from_body_mm = *tissues[1].thickest_in_patient_mm - vertebra.body_centre_mm;
  EXPECT_LT(std::abs(from_body_mm.dot(vertebra.cranial)), 10);
  EXPECT_NEAR(-from_body_mm.dot(vertebra.forward), 17, 4);
}

TEST(EpiduralTissue, AMassOnOneSideIsFoundOnThatSide) {
  for (const double side : {1.0, -1.0}) {
    const ScannedCanal canal = scan_canal(with_mass(4.5, side));
    const std::vector<EpiduralTissue> tissues = canal.measure();
    EXPECT_NEAR(known(tissues[1].thickness), 4.5, 1.2);
    EXPECT_THAT(tissues[1].thickness.value().method, HasSubstr(side > 0 ? "left" : "right"));
    ASSERT_TRUE(tissues[1].thickest_in_patient_mm);
    const FoundVertebra& vertebra = canal.spine.found[1];
    const Eigen::Vector3d left = vertebra.cranial.cross(vertebra.forward);
    EXPECT_GT(side * (*tissues[1].thickest_in_patient_mm - vertebra.body_centre_mm).dot(left), 4);
  }
}

TEST(EpiduralTissue, AMassThatPressesTheSacInIsAtMostAsThickAsTheFat) {
  phantom::SpinePhantom phantom = with_mass(7, 0);
  phantom.signs[2].canal_mass_push = 0;
  const MeasuredQuantity thickness = scan_canal(phantom).measure()[1].thickness;
  EXPECT_GT(known(thickness), 1);
  EXPECT_LT(known(thickness), 7);
}

TEST(EpiduralTissue, BoneInTheCanalIsNoTissue) {
  phantom::SpinePhantom bulging = fatty_spine();
  bulging.signs[2].bulge_mm = 5;
  EXPECT_LT(known(scan_canal(bulging).measure()[1].thickness), 1.5);
  phantom::SpinePhantom corner = fatty_spine();
  corner.signs[2].retropulsion_mm = 5;
  EXPECT_LT(known(scan_canal(corner).measure()[1].thickness), 1.5);
}

TEST(EpiduralTissue, ADiscThatBulgesIsNoTissueBesideTheBody) {
  phantom::SpinePhantom phantom = fatty_spine();
  phantom.signs[1].disc_bulge_mm = 5;
  const std::vector<EpiduralTissue> tissues = scan_canal(phantom).measure();
  for (const EpiduralTissue& tissue : tissues) EXPECT_LT(known(tissue.thickness), 1.5);
}

TEST(EpiduralTissue, WithLittleFatNothingIsTold) {
  phantom::SpinePhantom phantom = with_mass(4, 0);
  phantom.around.sac_width_part = phantom.around.sac_depth_part = 0.93;
  phantom.around.sac_forward_mm = 0;
  const std::vector<EpiduralTissue> tissues = scan_canal(phantom).measure();
  EXPECT_THAT(reason(tissues[1].thickness), HasSubstr("too little fat in the canal"));
  EXPECT_LT(known(tissues[1].assessed_fraction), 0.9);
}

TEST(EpiduralTissue, FatAsDenseAsTheSacIsNotTold) {
  phantom::SpinePhantom phantom = with_mass(4, 0);
  phantom.around.epidural_hu = 10;
  EXPECT_THAT(reason(scan_canal(phantom).measure()[1].thickness), HasSubstr("no fat is seen in the canal"));
}

TEST(EpiduralTissue, ContrastMediumInTheSacMakesItUnknown) {
  phantom::SpinePhantom phantom = fatty_spine();
  phantom.around.sac_hu = 105;
  EXPECT_THAT(reason(scan_canal(phantom).measure()[1].thickness), HasSubstr("contrast medium"));
  phantom.around.sac_hu = 300;
  EXPECT_FALSE(scan_canal(phantom).measure()[1].thickness.known());
}

TEST(EpiduralTissue, IsTheSameInObliqueAndInAnisotropicScans) {
  phantom::CtScan oblique = scan_of_three();
  oblique.oblique_deg = 20;
  oblique.columns = oblique.rows = oblique.slices = 150;
  EXPECT_NEAR(known(scan_canal(with_mass(4.5, 0), oblique).measure()[1].thickness), 4.5, 1.2);
  phantom::CtScan anisotropic = scan_of_three();
  anisotropic.column_mm = anisotropic.row_mm = 0.6;
  anisotropic.columns = anisotropic.rows = 170;
  anisotropic.increment_mm = 2;
  anisotropic.slice_thickness_mm = 2.5;
  anisotropic.slices = 65;
  const std::vector<EpiduralTissue> tissues = scan_canal(with_mass(4.5, 0), anisotropic).measure();
  EXPECT_NEAR(known(tissues[1].thickness), 4.5, 1.2);
  EXPECT_TRUE(is_thin_or_unknown(tissues[0].thickness));
}

TEST(EpiduralTissue, VoxelsThatAreTooLargeAndUnknownNoiseMakeItUnknown) {
  ScannedCanal canal = scan_canal(fatty_spine());
  EXPECT_THAT(reason(canal.measure({.thickest_slice_mm = 0.5})[1].thickness),
              HasSubstr("voxels are too large"));
  canal.quality.noise_hu = Quantity{200, Unit::hu};
  EXPECT_THAT(reason(canal.measure()[1].thickness), HasSubstr("too noisy"));
  canal.quality.noise_hu = Unknown{"no even tissue"};
  EXPECT_THAT(reason(canal.measure()[1].thickness), HasSubstr("no even tissue"));
}

TEST(EpiduralTissue, StreaksOfMetalMakeItUnknown) {
  ScannedCanal canal = scan_canal(fatty_spine());
  canal.metal.streak_zone = canal.spine.canal_region;
  for (const EpiduralTissue& tissue : canal.measure())
    EXPECT_THAT(reason(tissue.thickness), HasSubstr("metal is near the canal"));
}

TEST(EpiduralTissue, AVertebraAloneIsComparedWithNothing) {
  ScannedCanal canal = scan_canal(with_mass(4.5, 0));
  canal.spine.found = {canal.spine.found[1]};
  EXPECT_THAT(reason(canal.measure()[0].thickness), HasSubstr("cannot be compared"));
}

TEST(EpiduralTissue, WithoutACanalItIsUnknown) {
  ScannedCanal canal = scan_canal(fatty_spine());
  canal.spine.canal.clear();
  for (const EpiduralTissue& tissue : canal.measure()) EXPECT_FALSE(tissue.thickness.known());
  canal.spine.found.clear();
  EXPECT_TRUE(canal.measure().empty());
}

TEST(EpiduralTissue, ACanalThatTheVolumeCutsIsNotLookedAt) {
  phantom::CtScan cut = scan_of_three();
  cut.rows = 50;  // ends behind the middle of the canal, or in front of it
  for (const EpiduralTissue& tissue : scan_canal(with_mass(4.5, 0), cut).measure())
    EXPECT_FALSE(tissue.thickness.known());
}

}  // namespace
}  // namespace osteosign::test
