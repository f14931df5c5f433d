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

JudgedVertebra vertebra_with(const MeasuredQuantity& epidural) {
  JudgedVertebra vertebra{"L3", {}, {}, {}, Unknown{"not measured"}};
  vertebra.measurements.epidural_tissue_thickness = epidural;
  vertebra.measurements.epidural_assessed_fraction = Quantity{0.8, Unit::fraction};
  vertebra.places.epidural = ImagePlace{"1.2.3", 0, {}};
  return vertebra;
}

Finding beside_canal(const CtLesionMeasurements& measured, const MeasuredQuantity& epidural) {
  return with_epidural_tissue(judge_soft_tissue(measured, lytic_lesion(), criteria), vertebra_with(epidural),
                              criteria);
}

TEST(SoftTissueCriterion, TissueInTheCanalTakesBenignAwayAndMakesNothingMalignant) {
  EXPECT_EQ(beside_canal(with_mass(0), Quantity{5, Unit::mm, 0.7}).verdict, Verdict::neutral);
  EXPECT_EQ(beside_canal(with_mass(0), Quantity{3.3, Unit::mm, 0.7}).verdict, Verdict::neutral);
  EXPECT_EQ(beside_canal(with_mass(3.5), Quantity{6, Unit::mm, 0.7}).verdict, Verdict::neutral);
  EXPECT_EQ(beside_canal(with_mass(12), Quantity{6, Unit::mm, 0.7}).verdict, Verdict::malignant);
  CtLesionMeasurements unknown = with_mass(0);
  unknown.soft_tissue_mass_thickness = Unknown{"boundary undetermined"};
  const Finding finding = beside_canal(unknown, Quantity{6, Unit::mm, 0.7});
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_NE(finding.reason.find("boundary undetermined; soft tissue has taken"), std::string::npos);
}

TEST(SoftTissueCriterion, NoTissueInTheCanalChangesNothing) {
  for (const double thickness : {0.0, 3.5, 12.0}) {
    const Finding without = judge_soft_tissue(with_mass(thickness), lytic_lesion(), criteria);
    const Finding with = beside_canal(with_mass(thickness), Quantity{0.4, Unit::mm, 0.7});
    EXPECT_EQ(with.verdict, without.verdict);
    EXPECT_EQ(with.reason, without.reason);
    EXPECT_EQ(with.evidence.size(), without.evidence.size() + 2);
  }
}

TEST(SoftTissueCriterion, ACanalThatIsNotToldIsNotCalledNormal) {
  const MeasuredQuantity unknown = Unknown{"too little fat"};
  const Finding finding = beside_canal(with_mass(0), unknown);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_NE(finding.reason.find("too little fat"), std::string::npos);
  EXPECT_EQ(beside_canal(with_mass(3.5), unknown).verdict, Verdict::neutral);
  EXPECT_EQ(beside_canal(with_mass(12), unknown).verdict, Verdict::malignant);
}

TEST(SoftTissueCriterion, ShowsTheTissueInTheCanalWithItsLimitAndPlace) {
  const Finding finding = beside_canal(with_mass(0), Quantity{5, Unit::mm, 0.7});
  const Evidence& evidence = finding.evidence[finding.evidence.size() - 2];
  EXPECT_EQ(evidence.name, "epidural_tissue_thickness");
  EXPECT_EQ(evidence.threshold, criteria.soft_tissue_epidural_limit_mm);
  EXPECT_TRUE(evidence.where);
}

RadiographLesionMeasurements with_bulge(double bulge_to_width, double sd = 0.04) {
  RadiographLesionMeasurements measured;
  measured.soft_tissue_bulge_to_width = Quantity{bulge_to_width, Unit::one, sd};
  measured.soft_tissue_bulge_to_depth = Quantity{bulge_to_width / 1.3, Unit::fraction, sd / 1.3};
  measured.soft_tissue_density_excess = Quantity{0.02, Unit::one, 0.1};
  measured.soft_tissue_detection_limit_to_width = Quantity{0.3, Unit::one};
  measured.soft_tissue_assessed_fraction = Quantity{1, Unit::fraction};
  return measured;
}

Finding judged(const RadiographLesionMeasurements& measured) {
  return judge_soft_tissue(measured, lytic_lesion(), criteria);
}

TEST(SoftTissueCriterion, OnAFilmIsMalignantWhereTheSkinBulgesByBothLimits) {
  EXPECT_EQ(judged(with_bulge(0.4)).verdict, Verdict::malignant);
  EXPECT_EQ(judged(with_bulge(0.17)).verdict, Verdict::neutral);
  RadiographLesionMeasurements deep = with_bulge(0.4);
  deep.soft_tissue_bulge_to_depth = Quantity{0.08, Unit::fraction, 0.02};  // a thick thigh
  EXPECT_EQ(judged(deep).verdict, Verdict::not_assessable);
  EXPECT_EQ(judged(with_bulge(0.4, 0.3)).verdict, Verdict::neutral);
}

TEST(SoftTissueCriterion, OnAFilmDenserTissueAloneIsNeutral) {
  RadiographLesionMeasurements denser = with_bulge(0);
  denser.soft_tissue_density_excess = Quantity{0.8, Unit::one, 0.1};
  EXPECT_EQ(judged(denser).verdict, Verdict::neutral);
  denser.soft_tissue_bulge_to_width = Unknown{"the skin lies outside of the film"};
  EXPECT_EQ(judged(denser).verdict, Verdict::neutral);
}

TEST(SoftTissueCriterion, OnAFilmFlatSkinIsNotBenignButStatesWhatCouldBeHidden) {
  const Finding flat = judged(with_bulge(0.02));
  EXPECT_EQ(flat.verdict, Verdict::not_assessable);
  EXPECT_NE(flat.reason.find("one of up to 0.3 widths of the bone would not show"), std::string::npos);
  EXPECT_EQ(judged({}).verdict, Verdict::not_assessable);
}

TEST(SoftTissueCriterion, OnAFilmAValueTakenAwayNeverMakesItMoreBenign) {
  for (const double bulge : {0.0, 0.12, 0.4})
    for (const double density : {0.0, 0.8})
      for (const auto value : {&RadiographLesionMeasurements::soft_tissue_bulge_to_width,
                               &RadiographLesionMeasurements::soft_tissue_bulge_to_depth,
                               &RadiographLesionMeasurements::soft_tissue_density_excess,
                               &RadiographLesionMeasurements::soft_tissue_detection_limit_to_width,
                               &RadiographLesionMeasurements::soft_tissue_assessed_fraction}) {
        RadiographLesionMeasurements measured = with_bulge(bulge);
        measured.soft_tissue_density_excess = Quantity{density, Unit::one, 0.1};
        const Verdict before = judged(measured).verdict;
        measured.*value = Unknown{"not seen"};
        const Verdict after = judged(measured).verdict;
        EXPECT_TRUE(after == before || after == Verdict::not_assessable || after == Verdict::neutral);
        EXPECT_NE(after, Verdict::benign);
      }
}

}  // namespace
}  // namespace osteosign
