#include "classify/soft_tissue.h"

#include <gtest/gtest.h>

#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

CtLesionMeasurements with_mass(double thickness_mm, double sd_mm = 0.7) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.soft_tissue_mass_thickness = Quantity{thickness_mm, Unit::mm, sd_mm};
  measured.soft_tissue_assessed_fraction = Quantity{1, Unit::fraction};
  return measured;
}

Verdict verdict_of(const CtLesionMeasurements& measured) {
  return judge_soft_tissue(measured, lytic_lesion(), criteria).verdict;
}

TEST(SoftTissueCriterion, NormalIsBenignAndSwellingIsMalignant) {
  EXPECT_EQ(verdict_of(with_mass(0)), Verdict::benign);
  EXPECT_EQ(verdict_of(with_mass(12)), Verdict::malignant);
}

TEST(SoftTissueCriterion, ThinMassAndOneWithinItsUncertaintyAreNeutral) {
  EXPECT_EQ(verdict_of(with_mass(3.5)), Verdict::neutral);
  EXPECT_EQ(verdict_of(with_mass(5.5)), Verdict::neutral);
  EXPECT_EQ(verdict_of(with_mass(0, 6)), Verdict::neutral);
}

TEST(SoftTissueCriterion, NothingSeenIsNotBenignWhereTooLittleWasVisible) {
  CtLesionMeasurements measured = with_mass(0);
  measured.soft_tissue_assessed_fraction = Quantity{0.7, Unit::fraction};
  EXPECT_EQ(verdict_of(measured), Verdict::not_assessable);
  measured.soft_tissue_assessed_fraction = Unknown{"cut off"};
  EXPECT_EQ(verdict_of(measured), Verdict::not_assessable);
}

TEST(SoftTissueCriterion, UnknownValueNeverMakesItMoreBenign) {
  for (const double thickness : {0.0, 3.5, 5.5, 12.0}) {
    CtLesionMeasurements measured = with_mass(thickness);
    const Verdict before = verdict_of(measured);
    measured.soft_tissue_assessed_fraction = Unknown{"cut off"};
    EXPECT_EQ(verdict_of(measured), before == Verdict::benign ? Verdict::not_assessable : before);
    measured.soft_tissue_mass_thickness = Unknown{"boundary undetermined"};
    const Finding finding = judge_soft_tissue(measured, lytic_lesion(), criteria);
    EXPECT_EQ(finding.verdict, Verdict::not_assessable);
    EXPECT_EQ(finding.reason, "boundary undetermined");
  }
}

TEST(SoftTissueCriterion, ShowsTheThicknessWithItsLimitAndPlace) {
  LesionIdentity lesion = lytic_lesion();
  lesion.places.emplace("soft_tissue_mass_thickness", ImagePlace{"1.2.3", 0, {}});
  const Finding finding = judge_soft_tissue(with_mass(12), lesion, criteria);
  ASSERT_FALSE(finding.evidence.empty());
  EXPECT_EQ(finding.evidence[0].name, "soft_tissue_mass_thickness");
  EXPECT_EQ(finding.evidence[0].threshold, criteria.soft_tissue_mass_limit_mm);
  EXPECT_TRUE(finding.evidence[0].where);
}

TEST(SoftTissueCriterion, IsNotMeasuredOnRadiographs) {
  EXPECT_EQ(judge_soft_tissue(sharp_rimmed_radiograph(), lytic_lesion(), criteria).verdict,
            Verdict::not_assessable);
}

}  // namespace
}  // namespace osteosign
