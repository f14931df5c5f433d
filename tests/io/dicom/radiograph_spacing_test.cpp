#include "io/dicom/radiograph_spacing.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::HasSubstr;

SpacingAttributes film() {
  SpacingAttributes attributes;
  attributes.modality = "DX";
  attributes.rows = 2000;
  attributes.columns = 1500;
  return attributes;
}

SpacingAttributes film_with_both(double pixel_mm, double imager_mm) {
  SpacingAttributes attributes = film();
  attributes.pixel_spacing = PixelPitch{pixel_mm, pixel_mm};
  attributes.imager_pixel_spacing = PixelPitch{imager_mm, imager_mm};
  return attributes;
}

void expect_mm(const SpacingDecision& decision, double mm, bool in_detector_plane) {
  ASSERT_TRUE(decision.spacing.known()) << decision.spacing.reason();
  EXPECT_NEAR(decision.spacing.value().row_mm, mm, 1e-12);
  EXPECT_NEAR(decision.spacing.value().column_mm, mm, 1e-12);
  EXPECT_EQ(decision.spacing.value().in_detector_plane, in_detector_plane);
  EXPECT_NE(decision.source, "none");
}

void expect_unknown(const SpacingDecision& decision, const std::string& reason) {
  EXPECT_EQ(decision.row, SpacingRow::none);
  EXPECT_EQ(decision.source, "none");
  ASSERT_FALSE(decision.spacing.known());
  EXPECT_THAT(decision.spacing.reason(), HasSubstr(reason));
}

TEST(Spacing, CalibratedWithAFiducialIsTakenAsIs) {
  SpacingAttributes attributes = film_with_both(0.12, 0.15);
  attributes.calibration_type = "FIDUCIAL";
  attributes.magnification = 1.5;
  const SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::fiducial);
  expect_mm(decision, 0.12, false);
  EXPECT_THAT(decision.source, HasSubstr("FIDUCIAL"));
  EXPECT_THAT(decision.notes, testing::ElementsAre(HasSubstr("means a magnification of 1.250")));
}

TEST(Spacing, CalibratedByGeometryIsTakenAsIsAndCheckedAgainstTheFactor) {
  SpacingAttributes attributes = film_with_both(0.1, 0.13);
  attributes.calibration_type = "GEOMETRY";
  attributes.magnification = 1.3;
  SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::geometry);
  expect_mm(decision, 0.1, false);
  EXPECT_THAT(decision.notes, testing::IsEmpty());
  attributes.magnification = 1.1;
  decision = decide_spacing(attributes);
  expect_mm(decision, 0.1, false);
  EXPECT_THAT(decision.notes, testing::ElementsAre(HasSubstr("means 1.100")));
}

TEST(Spacing, CalibrationCountsWithoutAnImagerPixelSpacing) {
  SpacingAttributes attributes = film();
  attributes.pixel_spacing = PixelPitch{0.12, 0.12};
  attributes.calibration_type = "GEOMETRY";
  expect_mm(decide_spacing(attributes), 0.12, false);
}

TEST(Spacing, ADifferenceFromImagerPixelSpacingMeansCorrected) {
  const SpacingDecision decision = decide_spacing(film_with_both(0.125, 0.15));
  EXPECT_EQ(decision.row, SpacingRow::differs_from_imager);
  expect_mm(decision, 0.125, false);
  EXPECT_THAT(decision.source, HasSubstr("magnification of 1.200"));
}

TEST(Spacing, TheSmallestDifferenceThatCountsIsOnePercent) {
  EXPECT_EQ(decide_spacing(film_with_both(0.1, 0.1)).row, SpacingRow::imager_only);
  EXPECT_EQ(decide_spacing(film_with_both(0.1, 0.10099)).row, SpacingRow::imager_only);
  EXPECT_EQ(decide_spacing(film_with_both(0.1, 0.10101)).row, SpacingRow::differs_from_imager);
}

TEST(Spacing, APixelSpacingThatNoProjectionGivesIsUnknown) {
  expect_unknown(decide_spacing(film_with_both(0.15, 0.125)),
                 "magnification of 0.833, which no projection gives");
  EXPECT_TRUE(decide_spacing(film_with_both(0.1, 0.2999)).spacing.known());
  expect_unknown(decide_spacing(film_with_both(0.1, 0.3001)), "magnification of 3.001");
}

TEST(Spacing, ImagerPixelSpacingIsDividedByTheStatedMagnification) {
  SpacingAttributes attributes = film();
  attributes.imager_pixel_spacing = PixelPitch{0.15, 0.15};
  attributes.magnification = 1.25;
  const SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::magnification_factor);
  expect_mm(decision, 0.12, false);
  EXPECT_THAT(decision.source, HasSubstr("(0018,1114) 1.25"));
}

TEST(Spacing, OnlyAMagnificationFromOneToThreeCorrects) {
  SpacingAttributes attributes = film();
  attributes.imager_pixel_spacing = PixelPitch{0.15, 0.15};
  for (const double factor : {3.0, 1.001}) {
    attributes.magnification = factor;
    EXPECT_EQ(decide_spacing(attributes).row, SpacingRow::magnification_factor) << factor;
  }
  for (const double factor : {3.001, 1.0, 0.999, 0.0, -1.2}) {
    attributes.magnification = factor;
    const SpacingDecision decision = decide_spacing(attributes);
    EXPECT_EQ(decision.row, SpacingRow::imager_only) << factor;
    expect_mm(decision, 0.15, true);
    EXPECT_THAT(decision.notes, testing::ElementsAre(HasSubstr("(0018,1114)"))) << factor;
  }
}

TEST(Spacing, ImagerPixelSpacingIsScaledByTheDistancesOfTheSource) {
  SpacingAttributes attributes = film_with_both(0.15, 0.15);
  attributes.source_to_detector_mm = 1150.0;
  attributes.source_to_patient_mm = 1000.0;
  const SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::source_distances);
  expect_mm(decision, 0.15 / 1.15, false);
  EXPECT_THAT(decision.source,
              testing::AllOf(HasSubstr("1150 mm"), HasSubstr("1000 mm"), HasSubstr("1.150")));
}

TEST(Spacing, TheStatedMagnificationGoesBeforeTheDistancesAndADisagreementIsTold) {
  SpacingAttributes attributes = film_with_both(0.15, 0.15);
  attributes.magnification = 1.2;
  attributes.source_to_detector_mm = 1150.0;
  attributes.source_to_patient_mm = 1000.0;
  const SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::magnification_factor);
  EXPECT_THAT(decision.notes, testing::ElementsAre(HasSubstr("means 1.150")));
  attributes.magnification = 1.16;
  EXPECT_THAT(decide_spacing(attributes).notes, testing::IsEmpty());
}

TEST(Spacing, DistancesThatCannotBeAreNotUsed) {
  SpacingAttributes attributes = film_with_both(0.15, 0.15);
  for (const auto& [detector_mm, patient_mm] : {std::pair{1000.0, 1100.0},
                                                {1000.0, 1000.0},
                                                {0.0, 1000.0},
                                                {1000.0, 0.0},
                                                {-1000.0, -900.0},
                                                {3100.0, 1000.0}}) {
    attributes.source_to_detector_mm = detector_mm;
    attributes.source_to_patient_mm = patient_mm;
    EXPECT_EQ(decide_spacing(attributes).row, SpacingRow::imager_only) << detector_mm << " " << patient_mm;
  }
  attributes.source_to_detector_mm = 1500.0;
  attributes.source_to_patient_mm = Unknown{"absent"};
  EXPECT_EQ(decide_spacing(attributes).row, SpacingRow::imager_only);
}

TEST(Spacing, ImagerPixelSpacingAloneIsThatOfTheDetectorPlane) {
  SpacingAttributes attributes = film();
  attributes.imager_pixel_spacing = PixelPitch{0.143, 0.139};
  const SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::imager_only);
  ASSERT_TRUE(decision.spacing.known());
  EXPECT_EQ(decision.spacing.value().row_mm, 0.143);
  EXPECT_EQ(decision.spacing.value().column_mm, 0.139);
  EXPECT_TRUE(decision.spacing.value().in_detector_plane);
  EXPECT_THAT(decision.source, HasSubstr("true size 3 to 25 % smaller"));
}

TEST(Spacing, PixelSpacingOfUnstatedOriginIsTakenForTheDetectorPlaneWhateverTheMagnification) {
  SpacingAttributes attributes = film();
  attributes.pixel_spacing = PixelPitch{0.2, 0.2};
  attributes.magnification = 1.2;
  attributes.modality = "CR";
  const SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::pixel_spacing_only);
  expect_mm(decision, 0.2, true);
}

TEST(Spacing, ScannedSpacingIsTrustedForPlatesOnly) {
  SpacingAttributes attributes = film();
  attributes.nominal_scanned_pixel_spacing = PixelPitch{0.1, 0.1};
  attributes.modality = "CR";
  SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::scanned_plate);
  expect_mm(decision, 0.1, true);
  attributes.modality = "DX";
  expect_unknown(decide_spacing(attributes), "scanned film, which may have been printed at any scale");
}

TEST(Spacing, NothingInTheHeaderIsUnknown) {
  const SpacingDecision decision = decide_spacing(film());
  expect_unknown(decision, "Pixel Spacing (0028,0030) is absent");
  expect_unknown(decision, "Imager Pixel Spacing (0018,1164) is absent");
  expect_unknown(decision, "Nominal Scanned Pixel Spacing (0018,2010) is absent");
}

TEST(Spacing, ValuesThatAreNoDistanceAreUnknownNeverZero) {
  for (const auto& pitch : {PixelPitch{0, 0}, {-0.2, -0.2}, {0.2, 0}, {0.2, -0.2}}) {
    SpacingAttributes attributes = film();
    attributes.pixel_spacing = pitch;
    expect_unknown(decide_spacing(attributes), "which is no distance");
  }
  SpacingAttributes text = film();
  text.pixel_spacing = Unknown{"Pixel Spacing (0028,0030) is 'abc'"};
  expect_unknown(decide_spacing(text), "is 'abc'");
}

TEST(Spacing, APitchIsBelievedFromAHundredthOfAMillimetreToTwo) {
  SpacingAttributes attributes = film();
  attributes.rows = attributes.columns = 500;
  for (const double mm : {0.01, 2.0, 0.999}) {
    attributes.imager_pixel_spacing = PixelPitch{mm, mm};
    EXPECT_TRUE(decide_spacing(attributes).spacing.known()) << mm;
  }
  for (const double mm : {0.00999, 2.001, 1e300}) {
    attributes.imager_pixel_spacing = PixelPitch{mm, mm};
    expect_unknown(decide_spacing(attributes), "outside 0.01 to 2 mm");
  }
  attributes.imager_pixel_spacing = PixelPitch{1.0, 1.0};
  expect_unknown(decide_spacing(attributes), "converters write");
}

TEST(Spacing, AFilmIsAtMostTwoMetresLong) {
  SpacingAttributes attributes = film();
  attributes.rows = 2000;
  attributes.imager_pixel_spacing = PixelPitch{0.999, 0.999};
  EXPECT_TRUE(decide_spacing(attributes).spacing.known());
  attributes.imager_pixel_spacing = PixelPitch{1.001, 1.001};
  expect_unknown(decide_spacing(attributes), "makes the image 2002 mm long");
}

TEST(Spacing, PitchesThatDifferByMoreThanTwoAreNotOfOneDetector) {
  SpacingAttributes attributes = film();
  attributes.imager_pixel_spacing = PixelPitch{0.1, 0.2};
  EXPECT_TRUE(decide_spacing(attributes).spacing.known());
  attributes.imager_pixel_spacing = PixelPitch{0.1, 0.201};
  expect_unknown(decide_spacing(attributes), "too different");
}

TEST(Spacing, AnUnusablePixelSpacingLeavesTheImagerPixelSpacingInForce) {
  SpacingAttributes attributes = film_with_both(0.0, 0.15);
  attributes.calibration_type = "FIDUCIAL";
  const SpacingDecision decision = decide_spacing(attributes);
  EXPECT_EQ(decision.row, SpacingRow::imager_only);
  expect_mm(decision, 0.15, true);
  EXPECT_THAT(decision.notes, testing::ElementsAre(HasSubstr("Pixel Spacing (0028,0030) is 0\\0 mm")));
}

TEST(Spacing, EveryLimitIsDescribedAndLiesWithinItsRange) {
  SpacingLimits limits;
  int described = 0;
  describe(limits, [&](const ParameterDescription& description, double value) {
    ++described;
    EXPECT_GE(value, description.lowest) << description.name;
    EXPECT_LE(value, description.highest) << description.name;
  });
  EXPECT_EQ(described * sizeof(double), sizeof(SpacingLimits));
}

}  // namespace
}  // namespace osteosign
