#include "classify/periosteum.h"

#include <gtest/gtest.h>

#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

CtLesionMeasurements with_pattern(PeriostealPattern pattern) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.periosteal_pattern = pattern;
  measured.periosteum_layers = Quantity{0, Unit::count};
  measured.periosteum_thickness = Quantity{0, Unit::mm, 0.3};
  measured.periosteum_assessed_fraction = Quantity{0.95, Unit::fraction};
  return measured;
}

Verdict verdict_of(const CtLesionMeasurements& measured) {
  return judge_periosteum(measured, lytic_lesion(), criteria).verdict;
}

TEST(Periosteum, WithoutReactionIsBenign) {
  EXPECT_EQ(verdict_of(with_pattern(PeriostealPattern::none)), Verdict::benign);
}

TEST(Periosteum, OneLamellaIsNotAssessableAsLongAsInterruptionsMayBeMissed) {
  EXPECT_EQ(verdict_of(with_pattern(PeriostealPattern::single_lamella)), Verdict::not_assessable);
}

TEST(Periosteum, SeveralLamellaeSpiculesAndFreeEndsAreMalignant) {
  for (const PeriostealPattern pattern :
       {PeriostealPattern::multilamellated, PeriostealPattern::interrupted,
        PeriostealPattern::codman_triangle, PeriostealPattern::hair_on_end, PeriostealPattern::sunburst})
    EXPECT_EQ(verdict_of(with_pattern(pattern)), Verdict::malignant) << word(pattern);
}

TEST(Periosteum, WhatTheTableDoesNotNameIsNeutral) {
  EXPECT_EQ(verdict_of(with_pattern(PeriostealPattern::solid)), Verdict::neutral);
  EXPECT_EQ(verdict_of(with_pattern(PeriostealPattern::outgrowth)), Verdict::neutral);
}

TEST(Periosteum, IsNotBenignWhenTooLittleOfItWasSeen) {
  CtLesionMeasurements measured = with_pattern(PeriostealPattern::none);
  measured.periosteum_assessed_fraction = Quantity{0.6, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::not_assessable);
  measured.periosteal_pattern = PeriostealPattern::sunburst;
  EXPECT_EQ(verdict_of(measured), Verdict::malignant);
}

TEST(Periosteum, IsNotAssessableForTheReasonOfTheMeasurement) {
  CtLesionMeasurements measured = with_pattern(PeriostealPattern::none);
  measured.periosteal_pattern = Unknown{"slices too thick"};
  const Finding finding = judge_periosteum(measured, lytic_lesion(), criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "slices too thick");
}

TEST(Periosteum, ThatStandsOutIsNeutralWhenItsFormIsNotTold) {
  CtLesionMeasurements measured = with_pattern(PeriostealPattern::none);
  measured.periosteal_pattern = Unknown{"its form is not told"};
  measured.periosteum_thickness = Quantity{9, Unit::mm, 0.3};
  EXPECT_EQ(verdict_of(measured), Verdict::neutral);
  measured.periosteum_thickness = Quantity{2, Unit::mm, 0.3};
  EXPECT_EQ(verdict_of(measured), Verdict::not_assessable);
}

RadiographLesionMeasurements on_film(const Measured<PeriostealPattern>& pattern) {
  RadiographLesionMeasurements measured = sharp_rimmed_radiograph();
  measured.periosteal_pattern = pattern;
  measured.periosteum_assessed_fraction = Quantity{0.95, Unit::fraction};
  return measured;
}

TEST(Periosteum, IsJudgedOnAFilmAsOnCt) {
  const auto verdict = [](const RadiographLesionMeasurements& measured) {
    return judge_periosteum(measured, lytic_lesion(), criteria).verdict;
  };
  EXPECT_EQ(verdict(sharp_rimmed_radiograph()), Verdict::not_assessable);
  EXPECT_EQ(verdict(on_film(PeriostealPattern::none)), Verdict::benign);
  EXPECT_EQ(verdict(on_film(PeriostealPattern::sunburst)), Verdict::malignant);
  RadiographLesionMeasurements half_seen = on_film(PeriostealPattern::none);
  half_seen.periosteum_assessed_fraction = Quantity{0.5, Unit::fraction};
  EXPECT_EQ(verdict(half_seen), Verdict::not_assessable);
}

TEST(Periosteum, ThatStandsOutOnAFilmWithoutSpacingIsToldByTheWidthOfTheBone) {
  RadiographLesionMeasurements measured = on_film(Unknown{"its layers are not resolvable"});
  EXPECT_EQ(judge_periosteum(measured, lytic_lesion(), criteria).verdict, Verdict::not_assessable);
  measured.periosteum_thickness_to_width = Quantity{0.3, Unit::one};
  EXPECT_EQ(judge_periosteum(measured, lytic_lesion(), criteria).verdict, Verdict::neutral);
  measured.periosteum_thickness_to_width = Quantity{0.1, Unit::one};
  EXPECT_EQ(judge_periosteum(measured, lytic_lesion(), criteria).verdict, Verdict::not_assessable);
}

}  // namespace
}  // namespace osteosign
