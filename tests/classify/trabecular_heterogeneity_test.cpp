#include "classify/trabecular_heterogeneity.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

Finding with(const MeasuredQuantity& sd_z, const MeasuredQuantity& octant_ratio) {
  JudgedVertebra vertebra = intact_vertebra("L3");
  vertebra.measurements.trabecular_sd_z = sd_z;
  vertebra.measurements.octant_range_ratio = octant_ratio;
  return judge_trabecular_heterogeneity(vertebra, criteria);
}

Quantity number(double value) { return {value, Unit::one}; }

TEST(TrabecularHeterogeneity, TheSpreadDecidesAboveTwoAndAHalf) {
  EXPECT_EQ(with(number(2.49), number(1)).verdict, Verdict::benign);
  EXPECT_EQ(with(number(2.50), number(1)).verdict, Verdict::benign);
  EXPECT_EQ(with(number(2.51), number(1)).verdict, Verdict::malignant);
  EXPECT_EQ(with(number(-4), number(1)).verdict, Verdict::benign);
}

TEST(TrabecularHeterogeneity, TheOctantsDecideAboveThree) {
  EXPECT_EQ(with(number(0), number(2.99)).verdict, Verdict::benign);
  EXPECT_EQ(with(number(0), number(3)).verdict, Verdict::benign);
  EXPECT_EQ(with(number(0), number(3.01)).verdict, Verdict::malignant);
}

TEST(TrabecularHeterogeneity, IsNeutralWithinADeviation) {
  EXPECT_EQ(with(Quantity{3, Unit::one, 0.6}, number(1)).verdict, Verdict::neutral);
}

TEST(TrabecularHeterogeneity, NeedsBothToCallAFrameEven) {
  const Finding finding = with(number(0), Unknown{"fewer than three neighbours can be compared"});
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "fewer than three neighbours can be compared");
  EXPECT_EQ(with(number(9), Unknown{"fewer than three neighbours"}).verdict, Verdict::malignant);
}

}  // namespace
}  // namespace osteosign
