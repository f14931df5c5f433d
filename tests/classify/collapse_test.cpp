// The two criteria that apply to a vertebra that has lost height, and when it has.
#include <gmock/gmock.h>

#include "classify/asymmetric_collapse.h"
#include "classify/fracture_above_t5.h"
#include "classify/lost_height.h"
#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

JudgedVertebra wedged_sideways(double residual_deg, double cobb_deg) {
  JudgedVertebra vertebra = wedged_vertebra("L2");
  vertebra.measurements.coronal_wedge_residual = Quantity{residual_deg, Unit::degree};
  vertebra.cobb = Quantity{cobb_deg, Unit::degree};
  return vertebra;
}

TEST(LostHeight, IsALossOfAFifthOfAnyHeight) {
  for (const auto part :
       {&VertebraMeasurements::anterior_height_loss, &VertebraMeasurements::middle_height_loss,
        &VertebraMeasurements::posterior_height_loss}) {
    VertebraMeasurements measured = intact_measurements();
    measured.*part = Quantity{0.199, Unit::fraction};
    EXPECT_EQ(lost_height(measured, criteria), Measured<Sign>(Sign::absent));
    measured.*part = Quantity{0.20, Unit::fraction};
    EXPECT_EQ(lost_height(measured, criteria), Measured<Sign>(Sign::present));
    measured.*part = Quantity{0.22, Unit::fraction, 0.03};
    EXPECT_EQ(lost_height(measured, criteria), Measured<Sign>(Sign::uncertain));
    measured.*part = Unknown{"an endplate was not seen there"};
    EXPECT_FALSE(lost_height(measured, criteria).known());
  }
}

TEST(LostHeight, SeesTheCollapseOfOneSide) {
  VertebraMeasurements measured = intact_measurements();
  measured.left_height = Quantity{19, Unit::mm, 0.5};
  measured.right_height = Quantity{27, Unit::mm, 0.5};
  EXPECT_NEAR(side_height_difference(measured).value().value, 8.0 / 27, 1e-12);
  EXPECT_NEAR(*side_height_difference(measured).value().sd, 0.0226, 1e-4);
  EXPECT_EQ(lost_height(measured, criteria), Measured<Sign>(Sign::present));
  measured.left_height = Unknown{"an endplate was not seen there"};
  EXPECT_EQ(lost_height(measured, criteria).reason(), "an endplate was not seen there");
}

TEST(AsymmetricCollapse, TheResidualWedgeDecidesAtFiveDegreesToEitherSide) {
  const auto at = [](double residual_deg) {
    return judge_asymmetric_collapse(wedged_sideways(residual_deg, 2), criteria).verdict;
  };
  EXPECT_EQ(at(4.9), Verdict::benign);
  EXPECT_EQ(at(5.0), Verdict::malignant);
  EXPECT_EQ(at(-5.1), Verdict::malignant);
  EXPECT_EQ(at(-4.9), Verdict::benign);
}

TEST(AsymmetricCollapse, InAScoliosisItMustStandOutFurther) {
  const auto at = [](double residual_deg, double cobb_deg) {
    return judge_asymmetric_collapse(wedged_sideways(residual_deg, cobb_deg), criteria).verdict;
  };
  EXPECT_EQ(at(6, 9.9), Verdict::malignant);
  EXPECT_EQ(at(6, 10), Verdict::neutral);
  EXPECT_EQ(at(6.9, 30), Verdict::neutral);
  EXPECT_EQ(at(7, 30), Verdict::malignant);
  EXPECT_EQ(at(4, 30), Verdict::benign);
}

TEST(AsymmetricCollapse, AnUnknownCurveMattersOnlyWhereItCouldExplainTheWedge) {
  const auto at = [](double residual_deg) {
    JudgedVertebra vertebra = wedged_sideways(residual_deg, 0);
    vertebra.cobb = Unknown{"fewer than four vertebrae"};
    return judge_asymmetric_collapse(vertebra, criteria).verdict;
  };
  EXPECT_EQ(at(4), Verdict::benign);
  EXPECT_EQ(at(6), Verdict::not_assessable);
  EXPECT_EQ(at(8), Verdict::malignant);
}

TEST(AsymmetricCollapse, DoesNotApplyToAVertebraThatKeptItsHeight) {
  JudgedVertebra vertebra = intact_vertebra("L2");
  vertebra.measurements.coronal_wedge_residual = Quantity{9, Unit::degree};
  const Finding finding = judge_asymmetric_collapse(vertebra, criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_applicable);
  EXPECT_EQ(finding.reason, "the vertebra has not lost height");
  EXPECT_EQ(finding.evidence[0].name, "height_loss");
}

TEST(AsymmetricCollapse, IsNotAssessableWhenTheLossIsNot) {
  JudgedVertebra vertebra = intact_vertebra("L2");
  vertebra.measurements.height_loss = Unknown{"fewer than two neighbours can be compared"};
  for (const Finding& finding :
       {judge_asymmetric_collapse(vertebra, criteria), judge_fracture_above_t5(vertebra, criteria)}) {
    EXPECT_EQ(finding.verdict, Verdict::not_assessable);
    EXPECT_EQ(finding.reason, "fewer than two neighbours can be compared");
  }
}

TEST(AsymmetricCollapse, AnUncertainLossMakesAWedgeNeutral) {
  JudgedVertebra vertebra = wedged_sideways(9, 2);
  vertebra.measurements.anterior_height_loss = Quantity{0.21, Unit::fraction, 0.03};
  vertebra.measurements.height_loss = vertebra.measurements.anterior_height_loss;
  EXPECT_EQ(judge_asymmetric_collapse(vertebra, criteria).verdict, Verdict::neutral);
}

TEST(NumberFromC1, CountsTheColumn) {
  EXPECT_EQ(number_from_c1("C1").value(), 1);
  EXPECT_EQ(number_from_c1("C7").value(), 7);
  EXPECT_EQ(number_from_c1("T1").value(), 8);
  EXPECT_EQ(number_from_c1("T12").value(), 19);
  EXPECT_EQ(number_from_c1("L1").value(), 20);
  EXPECT_EQ(number_from_c1("L6").value(), 25);
  for (const char* wrong :
       {"", "L", "C8", "T14", "L7", "S1", "L2 to L4", "vertebra 4 from above", "T0", "Lx"})
    EXPECT_FALSE(number_from_c1(wrong).known()) << wrong;
}

TEST(FractureAboveT5, ItIsMalignantDownToT4) {
  const auto at = [](const char* level) {
    return judge_fracture_above_t5(wedged_vertebra(level), criteria).verdict;
  };
  EXPECT_EQ(at("C3"), Verdict::malignant);
  EXPECT_EQ(at("T1"), Verdict::malignant);
  EXPECT_EQ(at("T4"), Verdict::malignant);
  EXPECT_EQ(at("T5"), Verdict::benign);
  EXPECT_EQ(at("T6"), Verdict::benign);
  EXPECT_EQ(at("L1"), Verdict::benign);
}

TEST(FractureAboveT5, TheLimitIsAParameter) {
  CriteriaParameters above_t7;
  above_t7.fracture_above_t5_thoracic_number = 7;
  EXPECT_EQ(judge_fracture_above_t5(wedged_vertebra("T6"), above_t7).verdict, Verdict::malignant);
  EXPECT_EQ(judge_fracture_above_t5(wedged_vertebra("T7"), above_t7).verdict, Verdict::benign);
}

TEST(FractureAboveT5, NeedsACertainLevel) {
  const Finding finding = judge_fracture_above_t5(of_unknown_level(wedged_vertebra("T3")), criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "no label and no landmark tells the level");
  EXPECT_EQ(finding.subject, "vertebra 4 from above");
}

TEST(FractureAboveT5, AVertebraThatKeptItsHeightIsNoFractureAtAnyLevel) {
  EXPECT_EQ(judge_fracture_above_t5(intact_vertebra("T3"), criteria).verdict, Verdict::not_applicable);
  EXPECT_EQ(judge_fracture_above_t5(of_unknown_level(intact_vertebra("T3")), criteria).verdict,
            Verdict::not_applicable);
}

}  // namespace
}  // namespace osteosign
