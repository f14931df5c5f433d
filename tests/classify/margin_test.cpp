#include "classify/margin.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

const CriteriaParameters criteria;

Verdict verdict_of(const CtLesionMeasurements& measured) {
  return judge_margin(measured, lytic_lesion(), criteria).verdict;
}
Verdict verdict_of(const RadiographLesionMeasurements& measured) {
  return judge_margin(measured, lytic_lesion(), criteria).verdict;
}

TEST(CtMargin, IsBenignWhenSharpNearlyEverywhere) {
  EXPECT_EQ(verdict_of(sharp_rimmed_ct()), Verdict::benign);
}

TEST(CtMargin, SharpFractionDecidesAtThreeQuarters) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_sharp_fraction = Quantity{0.749, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
  measured.margin_sharp_fraction = Quantity{0.75, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::benign);
  measured.margin_sharp_fraction = Quantity{0.751, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::benign);
}

TEST(CtMargin, WideFractionDecidesAboveAQuarter) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_sharp_fraction = Quantity{0.6, Unit::fraction};
  measured.margin_wide_fraction = Quantity{0.249, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
  measured.margin_wide_fraction = Quantity{0.25, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
  measured.margin_wide_fraction = Quantity{0.251, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::malignant);
}

TEST(CtMargin, MedianWidthMustBeBelowTheSharpLimitByMoreThanItsDeviation) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_width = Quantity{2.69, Unit::mm, 0.3};
  EXPECT_EQ(verdict_of(measured), Verdict::benign);
  measured.margin_width = Quantity{2.71, Unit::mm, 0.3};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
  measured.margin_width = Quantity{3.0, Unit::mm, 0.0};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
  measured.margin_width = Quantity{2.999, Unit::mm, 0.0};
  EXPECT_EQ(verdict_of(measured), Verdict::benign);
}

TEST(CtMargin, MedianWidthIsBlurredAboveTheWideLimitByMoreThanItsDeviation) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_wide_fraction = Unknown{"no fraction"};
  measured.margin_width = Quantity{5.31, Unit::mm, 0.3};
  EXPECT_EQ(verdict_of(measured), Verdict::malignant);
  measured.margin_width = Quantity{5.29, Unit::mm, 0.3};
  EXPECT_EQ(verdict_of(measured), Verdict::not_assessable);
}

TEST(CtMargin, WidthWithoutADeviationIsNeverBenign) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_width = Quantity{0.5, Unit::mm};
  const Finding finding = judge_margin(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::neutral);
  EXPECT_THAT(finding.reason, HasSubstr("one standard deviation"));
}

TEST(CtMargin, FractionWithinItsDeviationOfTheThresholdIsNeutral) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_sharp_fraction = Quantity{0.80, Unit::fraction, 0.06};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
  measured.margin_sharp_fraction = Quantity{0.60, Unit::fraction};
  measured.margin_wide_fraction = Quantity{0.30, Unit::fraction, 0.06};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
}

TEST(CtMargin, TooLittleOfTheMarginSeenIsNotAssessable) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_valid_fraction = Quantity{0.499, Unit::fraction};
  const Finding finding = judge_margin(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "too little of the margin could be measured");
  measured.margin_valid_fraction = Quantity{0.5, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::benign);
  measured.margin_valid_fraction = Quantity{0.501, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::benign);
}

TEST(CtMargin, NothingMeasuredGivesTheReasonOfTheMeasurement) {
  CtLesionMeasurements measured;
  measured.margin_valid_fraction = Unknown{"the lesion has fewer than 8 voxels"};
  const Finding finding = judge_margin(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "the lesion has fewer than 8 voxels");
}

TEST(CtMargin, EvidenceHoldsValueThresholdSourceAndPlace) {
  LesionIdentity lesion = lytic_lesion();
  lesion.place = ImagePlace{"1.2.3", 0, ImagePlace::PatientPoint{{1, 2, 3}}};
  const Finding finding = judge_margin(sharp_rimmed_ct(), lesion, criteria);
  ASSERT_EQ(finding.evidence.size(), 4U);
  EXPECT_EQ(finding.subject, "L1");
  EXPECT_EQ(finding.evidence[0].name, "margin_width");
  EXPECT_EQ(finding.evidence[0].found.value().value, 1.5);
  EXPECT_EQ(finding.evidence[0].threshold, 3);
  EXPECT_THAT(finding.evidence[0].threshold_source, HasSubstr("A4.1"));
  EXPECT_EQ(finding.evidence[0].where->sop_instance_uid, "1.2.3");
  EXPECT_EQ(finding.evidence[2].threshold, 0.25);
}

TEST(RadiographMargin, APerfectlySharpSphereIsNeverCalledBlurred) {
  RadiographLesionMeasurements measured = sharp_rimmed_radiograph();
  measured.margin_sharp_fraction = Quantity{0, Unit::fraction};
  for (const double projected_sharp_sphere : {0.30, 0.43, 0.56}) {
    measured.margin_width_to_radius = Quantity{projected_sharp_sphere, Unit::one, 0.05};
    EXPECT_EQ(verdict_of(measured), Verdict::neutral) << projected_sharp_sphere;
  }
}

TEST(RadiographMargin, WidthToRadiusDecidesAtItsTwoLimits) {
  RadiographLesionMeasurements measured = sharp_rimmed_radiograph();
  const auto at = [&](double width_to_radius) {
    measured.margin_width_to_radius = Quantity{width_to_radius, Unit::one, 0.0};
    return verdict_of(measured);
  };
  EXPECT_EQ(at(0.299), Verdict::benign);
  EXPECT_EQ(at(0.30), Verdict::neutral);
  EXPECT_EQ(at(0.301), Verdict::neutral);
  EXPECT_EQ(at(0.799), Verdict::neutral);
  EXPECT_EQ(at(0.80), Verdict::neutral);
  EXPECT_EQ(at(0.801), Verdict::malignant);
}

}  // namespace
}  // namespace osteosign
