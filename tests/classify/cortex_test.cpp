#include "classify/cortex.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

const CriteriaParameters criteria;

Verdict verdict_of(const CtLesionMeasurements& measured) {
  return judge_cortex(measured, lytic_lesion(), criteria).verdict;
}

TEST(Cortex, IsBenignWhenItIsWholeAndWasSeen) {
  const Finding finding = judge_cortex(respected_cortex_ct(), lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::benign);
  EXPECT_EQ(finding.reason, "the cortex beside the lesion is respected");
  EXPECT_EQ(finding.evidence.size(), 3U);
}

TEST(Cortex, AHoleOfMoreThanACanalIsMalignantHoweverLittleElseWasSeen) {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.cortex_breach_area = Quantity{20, Unit::mm2, 2};
  measured.cortex_assessed_fraction = Quantity{0.1, Unit::fraction};
  measured.cortex_erosion_depth = Unknown{"slices too thick"};
  const Finding finding = judge_cortex(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::malignant);
  EXPECT_EQ(finding.reason, "the cortex is broken");
}

TEST(Cortex, AHoleAsSmallAsACanalIsNeutral) {
  CtLesionMeasurements measured = respected_cortex_ct();
  for (const Quantity& area : {Quantity{5, Unit::mm2, 0.5}, Quantity{8, Unit::mm2, 2}}) {
    measured.cortex_breach_area = area;
    EXPECT_EQ(verdict_of(measured), Verdict::neutral) << area.value;
  }
}

TEST(Cortex, TheDepthOfAnErosionDecides) {
  CtLesionMeasurements measured = respected_cortex_ct();
  const auto at = [&](double depth, double sd) {
    measured.cortex_erosion_depth = Quantity{depth, Unit::fraction, sd};
    return verdict_of(measured);
  };
  EXPECT_EQ(at(0.20, 0.05), Verdict::benign);
  EXPECT_EQ(at(0.31, 0.05), Verdict::neutral);
  EXPECT_EQ(at(0.50, 0.05), Verdict::neutral);
  EXPECT_EQ(at(0.70, 0.05), Verdict::neutral);
  EXPECT_EQ(at(0.75, 0.05), Verdict::malignant);
}

TEST(Cortex, AnErosionToAboutTwoThirdsIsNotCalledShallower) {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.cortex_erosion_depth = Quantity{0.70, Unit::fraction, 0.05};
  EXPECT_THAT(judge_cortex(measured, lytic_lesion(), criteria).reason, HasSubstr("about two thirds"));
  measured.cortex_erosion_depth = Quantity{0.50, Unit::fraction, 0.05};
  EXPECT_THAT(judge_cortex(measured, lytic_lesion(), criteria).reason,
              HasSubstr("not to more than two thirds"));
}

TEST(Cortex, IsNotCalledRespectedWhenTooLittleWasSeen) {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.cortex_assessed_fraction = Quantity{0.7, Unit::fraction};
  const Finding finding = judge_cortex(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_THAT(finding.reason, HasSubstr("too little of it"));
}

TEST(Cortex, IsNotAssessableForTheReasonOfTheMissingValue) {
  for (MeasuredQuantity CtLesionMeasurements::*value :
       {&CtLesionMeasurements::cortex_breach_area, &CtLesionMeasurements::cortex_erosion_depth,
        &CtLesionMeasurements::cortex_assessed_fraction}) {
    CtLesionMeasurements measured = respected_cortex_ct();
    measured.*value = Unknown{"no bone near"};
    const Finding finding = judge_cortex(measured, lytic_lesion(), criteria);
    EXPECT_EQ(finding.verdict, Verdict::not_assessable);
    EXPECT_EQ(finding.reason, "no bone near");
  }
}

TEST(Cortex, ShowsTheHoleWhereItLies) {
  LesionIdentity lesion = lytic_lesion();
  lesion.place = ImagePlace{"slice 1", 0, ImagePlace::PatientPoint{{0, 0, 0}}};
  lesion.places["cortex_breach_area"] = ImagePlace{"slice 7", 0, ImagePlace::PatientPoint{{1, 2, 3}}};
  const Finding finding = judge_cortex(respected_cortex_ct(), lesion, criteria);
  EXPECT_EQ(finding.evidence[0].where->sop_instance_uid, "slice 7");
  EXPECT_EQ(finding.evidence[1].where->sop_instance_uid, "slice 1");
}

/// The two sides that a film shows edge-on, whole and seen.
RadiographLesionMeasurements respected_cortex_on_film() {
  RadiographLesionMeasurements measured = sharp_rimmed_radiograph();
  measured.cortex_interruption_to_width = Quantity{0, Unit::one, 0.01};
  measured.cortex_erosion_depth = Quantity{0.1, Unit::fraction, 0.05};
  measured.cortex_assessed_fraction = Quantity{0.95, Unit::fraction};
  return measured;
}

TEST(CortexOnFilm, IsBenignWhenBothSidesAreWholeAndSaysWhatAFilmDoesNotShow) {
  const Finding finding = judge_cortex(respected_cortex_on_film(), lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::benign);
  EXPECT_THAT(finding.reason, HasSubstr("in front of the lesion or behind it is not excluded"));
  EXPECT_EQ(finding.evidence.size(), 3U);
}

TEST(CortexOnFilm, AnInterruptionLongerThanACanalIsMalignantHoweverLittleElseWasSeen) {
  RadiographLesionMeasurements measured = respected_cortex_on_film();
  measured.cortex_interruption_to_width = Quantity{0.2, Unit::one, 0.01};
  measured.cortex_erosion_depth = Unknown{"too blurred"};
  EXPECT_EQ(judge_cortex(measured, lytic_lesion(), criteria).verdict, Verdict::malignant);
  for (const Quantity& canal : {Quantity{0.05, Unit::one, 0.005}, Quantity{0.075, Unit::one, 0.02}}) {
    measured = respected_cortex_on_film();
    measured.cortex_interruption_to_width = canal;
    EXPECT_EQ(judge_cortex(measured, lytic_lesion(), criteria).verdict, Verdict::neutral) << canal.value;
  }
}

TEST(CortexOnFilm, ErosionIsJudgedAsOnCt) {
  RadiographLesionMeasurements measured = respected_cortex_on_film();
  measured.cortex_erosion_depth = Quantity{0.8, Unit::fraction, 0.05};
  EXPECT_EQ(judge_cortex(measured, lytic_lesion(), criteria).verdict, Verdict::malignant);
  for (const double depth : {0.35, 0.5, 0.66}) {
    measured.cortex_erosion_depth = Quantity{depth, Unit::fraction, 0.05};
    EXPECT_EQ(judge_cortex(measured, lytic_lesion(), criteria).verdict, Verdict::neutral) << depth;
  }
}

TEST(CortexOnFilm, IsNotAssessableForTheReasonOfTheMissingValueOrWhenTooLittleWasSeen) {
  for (MeasuredQuantity RadiographLesionMeasurements::*value :
       {&RadiographLesionMeasurements::cortex_interruption_to_width,
        &RadiographLesionMeasurements::cortex_erosion_depth,
        &RadiographLesionMeasurements::cortex_assessed_fraction}) {
    RadiographLesionMeasurements measured = respected_cortex_on_film();
    measured.*value = Unknown{"no shaft there"};
    const Finding finding = judge_cortex(measured, lytic_lesion(), criteria);
    EXPECT_EQ(finding.verdict, Verdict::not_assessable);
    EXPECT_EQ(finding.reason, "no shaft there");
  }
  RadiographLesionMeasurements measured = respected_cortex_on_film();
  measured.cortex_assessed_fraction = Quantity{0.5, Unit::fraction};
  EXPECT_THAT(judge_cortex(measured, lytic_lesion(), criteria).reason, HasSubstr("too little of it"));
}

}  // namespace
}  // namespace osteosign
