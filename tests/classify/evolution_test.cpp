#include "classify/evolution.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

constexpr double interval_days = 180;

/// What becomes of a volume that doubles in so many days; a ratio below 1 where there is no such time.
double ratio_of(const std::optional<double>& doubling_days) {
  return doubling_days ? std::exp2(interval_days / *doubling_days) : 0.9;
}

LesionGrowth growth(const std::optional<double>& shortest_days, const std::optional<double>& longest_days) {
  LesionGrowth growth;
  growth.interval = Quantity{interval_days, Unit::day};
  growth.volume_ratio_highest = Quantity{ratio_of(shortest_days), Unit::one};
  growth.volume_ratio_lowest = Quantity{ratio_of(longest_days), Unit::one};
  if (longest_days) growth.doubling_time_longest = Quantity{*longest_days, Unit::day};
  return growth;
}

JudgedLesion followed(const Measured<LesionGrowth>& growth) {
  JudgedLesion lesion{lytic_lesion(), sharp_rimmed_ct()};
  lesion.growth = growth;
  return lesion;
}

Finding judged(const std::vector<JudgedLesion>& lesions) {
  StudyMeasurements study;
  study.lesions = lesions;
  return judge_evolution(study, criteria);
}

TEST(Evolution, IsFastWhenEvenTheSmallestGrowthThatFitsDoublesWithinTheLimit) {
  EXPECT_EQ(judged({followed(growth(100, 189))}).verdict, Verdict::malignant);
  EXPECT_EQ(judged({followed(growth(100, 189.999))}).verdict, Verdict::malignant);
  EXPECT_EQ(judged({followed(growth(100, 191))}).verdict, Verdict::neutral);
}

TEST(Evolution, IsSlowWhenEvenTheLargestGrowthThatFitsTakesLonger) {
  EXPECT_EQ(judged({followed(growth(501, std::nullopt))}).verdict, Verdict::benign);
  EXPECT_EQ(judged({followed(growth(500.001, 900))}).verdict, Verdict::benign);
  EXPECT_EQ(judged({followed(growth(499, std::nullopt))}).verdict, Verdict::neutral);
}

TEST(Evolution, OfALesionThatShrankIsNeutral) {
  const Finding finding = judged({followed(growth(std::nullopt, std::nullopt))});
  EXPECT_EQ(finding.verdict, Verdict::neutral);
  EXPECT_EQ(finding.reason, "it has become smaller: treatment or healing, which this does not tell");
}

TEST(Evolution, OneFastLesionIsEnoughAndEveryOneMustBeSlow) {
  const JudgedLesion fast = followed(growth(50, 100)), slow = followed(growth(900, std::nullopt)),
                     between = followed(growth(300, std::nullopt)), lost = followed(Unknown{"not matched"});
  EXPECT_EQ(judged({slow, fast, lost}).verdict, Verdict::malignant);
  EXPECT_EQ(judged({slow, slow}).verdict, Verdict::benign);
  EXPECT_EQ(judged({slow, between}).verdict, Verdict::neutral);
  EXPECT_EQ(judged({slow, lost}).verdict, Verdict::not_assessable);
  EXPECT_EQ(judged({slow, lost}).reason, "not matched");
}

TEST(Evolution, SaysWhatItRestsOnAndWhoSetTheLimit) {
  const Finding finding = judged({followed(growth(50, 100))});
  ASSERT_EQ(finding.evidence.size(), 5U);
  EXPECT_EQ(finding.evidence[3].name, "doubling_time_longest");
  EXPECT_EQ(finding.evidence[3].threshold, 190);
  EXPECT_FALSE(finding.evidence[3].threshold_source.empty());
}

TEST(Evolution, AnUncertainCandidateDecidesNothing) {
  JudgedLesion candidate = followed(growth(50, 100));
  candidate.only_to_be_looked_at = "unsure";
  EXPECT_EQ(judged({candidate}).verdict, Verdict::not_assessable);
}

TEST(Evolution, IsNotAssessableWithoutAnyOfItsNumbers) {
  for (MeasuredQuantity LesionGrowth::*taken :
       {&LesionGrowth::interval, &LesionGrowth::volume_ratio_lowest, &LesionGrowth::volume_ratio_highest}) {
    LesionGrowth less = growth(900, std::nullopt);
    less.*taken = Unknown{"taken away"};
    EXPECT_EQ(judged({followed(less)}).verdict, Verdict::not_assessable);
  }
}

TEST(Evolution, WithoutLesionInASearchedStudyDoesNotApply) {
  StudyMeasurements study;
  study.searched = std::string("every bone");
  EXPECT_EQ(judge_evolution(study, criteria).verdict, Verdict::not_applicable);
  study.searched = Unknown{"no search"};
  EXPECT_EQ(judge_evolution(study, criteria).verdict, Verdict::not_assessable);
}

}  // namespace
}  // namespace osteosign
