#include "classify/genant.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

VertebraMeasurements losses(double anterior, double middle, double posterior) {
  VertebraMeasurements measured;
  measured.anterior_height_loss = Quantity{anterior, Unit::fraction};
  measured.middle_height_loss = Quantity{middle, Unit::fraction};
  measured.posterior_height_loss = Quantity{posterior, Unit::fraction};
  return measured;
}

int grade(double loss) { return genant(losses(loss, 0, 0)).value().grade.value(); }

TEST(Genant, GradesAreHalfOpen) {
  EXPECT_EQ(grade(-0.05), 0);
  EXPECT_EQ(grade(0.199), 0);
  EXPECT_EQ(grade(0.20), 1);
  EXPECT_EQ(grade(0.249), 1);
  EXPECT_EQ(grade(0.25), 2);
  EXPECT_EQ(grade(0.40), 2);
  EXPECT_EQ(grade(0.401), 3);
  EXPECT_EQ(grade(0.9), 3);
}

TEST(Genant, TheTypeIsThePartThatLostMost) {
  const auto type = [](double anterior, double middle, double posterior) {
    return genant(losses(anterior, middle, posterior)).value().type.value();
  };
  EXPECT_EQ(type(0.1, 0.1, 0.1), GenantType::none);
  EXPECT_EQ(type(0.4, 0.3, 0.1), GenantType::wedge);
  EXPECT_EQ(type(0.1, 0.3, 0.05), GenantType::biconcave);
  EXPECT_EQ(type(0.5, 0.5, 0.4), GenantType::crush);
  EXPECT_EQ(type(0, 0.1, 0.25), GenantType::crush);
}

TEST(Genant, TheDeviationOfTheLossSpansGrades) {
  VertebraMeasurements measured = losses(0.24, 0, 0);
  measured.anterior_height_loss = Quantity{0.24, Unit::fraction, 0.05};
  const Genant graded = genant(measured).value();
  EXPECT_EQ(graded.lowest, 0);
  EXPECT_EQ(graded.highest, 2);
  EXPECT_EQ(graded.grade.value(), 1);
}

TEST(Genant, APartThatIsUnknownMayHaveLostMost) {
  VertebraMeasurements measured = losses(0.1, 0, 0);
  measured.middle_height_loss = Unknown{"an endplate was not seen there"};
  Genant graded = genant(measured).value();
  EXPECT_EQ(graded.grade.reason(), "an endplate was not seen there");
  EXPECT_EQ(graded.lowest, 0);
  EXPECT_EQ(graded.highest, 3);
  measured.anterior_height_loss = Quantity{0.5, Unit::fraction};
  graded = genant(measured).value();
  EXPECT_EQ(graded.grade.value(), 3);
  EXPECT_FALSE(graded.type.known());
}

TEST(Genant, IsUnknownWithoutALoss) { EXPECT_EQ(genant(VertebraMeasurements{}).reason(), "not measured"); }

}  // namespace
}  // namespace osteosign
