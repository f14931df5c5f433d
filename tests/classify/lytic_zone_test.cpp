#include "classify/lytic_zone.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

const CriteriaParameters criteria;

TEST(LyticZone, IsBenignWithARimAllRoundAndABorderThatIsNotBlurred) {
  EXPECT_EQ(judge_lytic_zone(sharp_rimmed_ct(), lytic_lesion(), criteria).verdict, Verdict::benign);
  EXPECT_EQ(judge_lytic_zone(sharp_rimmed_radiograph(), lytic_lesion(), criteria).verdict, Verdict::benign);
}

TEST(LyticZone, RimDecidesAboveThreeQuarters) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  const auto at = [&](double completeness) {
    measured.rim_completeness = Quantity{completeness, Unit::fraction};
    return judge_lytic_zone(measured, lytic_lesion(), criteria).verdict;
  };
  EXPECT_EQ(at(0.749), Verdict::neutral);
  EXPECT_EQ(at(0.75), Verdict::neutral);
  EXPECT_EQ(at(0.751), Verdict::benign);
  EXPECT_EQ(at(0), Verdict::neutral);
}

TEST(LyticZone, RimWithinItsDeviationOfTheThresholdIsNeutral) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.rim_completeness = Quantity{0.80, Unit::fraction, 0.06};
  const Finding finding = judge_lytic_zone(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::neutral);
  EXPECT_THAT(finding.reason, HasSubstr("completeness of the rim lies within one standard deviation"));
}

TEST(LyticZone, BlurredLysisIsMalignantEvenInsideARim) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_wide_fraction = Quantity{0.4, Unit::fraction};
  const Finding finding = judge_lytic_zone(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::malignant);
  EXPECT_EQ(finding.reason, "the lysis has blurred borders");
}

TEST(LyticZone, ARimAloneIsNotBenignWhenTheBorderIsUnknown) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_wide_fraction = Unknown{"noise is too high"};
  const Finding finding = judge_lytic_zone(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "noise is too high");
}

TEST(LyticZone, WithoutARimMeasurementASharpBorderIsNotAssessable) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.rim_completeness = Unknown{"the contrast is too low"};
  const Finding finding = judge_lytic_zone(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "the contrast is too low");
}

TEST(LyticZone, AnUncertainBorderIsNeutral) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_width = Quantity{2.9, Unit::mm, 0.4};
  EXPECT_EQ(judge_lytic_zone(measured, lytic_lesion(), criteria).verdict, Verdict::neutral);
}

TEST(LyticZone, AScleroticLesionHasNone) {
  const Finding finding = judge_lytic_zone(sharp_rimmed_ct(), {"L1", DensityClass::sclerotic}, criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_applicable);
  EXPECT_EQ(finding.reason, "the lesion is sclerotic: it has no lytic zone");
}

TEST(LyticZone, AMixedLesionIsJudgedByItsLysis) {
  EXPECT_EQ(judge_lytic_zone(sharp_rimmed_ct(), {"L1", DensityClass::mixed}, criteria).verdict,
            Verdict::benign);
}

TEST(LyticZone, IsNotAssessableWhenTheDensityIsUnknown) {
  const Finding finding =
      judge_lytic_zone(sharp_rimmed_ct(), {"L1", Unknown{"no bone around the lesion"}}, criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "no bone around the lesion");
}

}  // namespace
}  // namespace osteosign
