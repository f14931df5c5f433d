#include "classify/assess.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/classify/sample_lesions.h"
#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

const CriteriaParameters criteria;

std::vector<std::string> criteria_of(const Assessment& assessment) {
  std::vector<std::string> ids;
  for (const Finding& finding : assessment.findings) ids.push_back(finding.subject + ' ' + finding.criterion);
  return ids;
}

const Finding& study_finding(const Assessment& assessment, const std::string& criterion) {
  for (const Finding& finding : assessment.findings)
    if (finding.criterion == criterion && finding.subject == "study") return finding;
  throw InternalError("no finding " + criterion);
}

TEST(Assess, EveryRowOfTable28_2IsJudged) {
  const StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_ct()}}};
  const Assessment assessment = assess(study, {}, criteria);
  EXPECT_THAT(criteria_of(assessment),
              ElementsAre("L1 margin", "L1 lytic_zone", "L1 cortex", "L1 periosteum", "L1 soft_tissue",
                          "study evolution", "study multiplicity"));
}

TEST(Assess, EveryVertebraIsJudgedByTheBoxOnVertebralLesions) {
  StudyMeasurements study;
  study.vertebrae = {intact_vertebra("T4"), wedged_vertebra("L1")};
  const Assessment assessment = assess(study, {}, criteria);
  EXPECT_THAT(
      criteria_of(assessment),
      ElementsAre("study evolution", "study multiplicity", "T4 vertebral_lysis", "T4 pedicle_absent",
                  "T4 asymmetric_collapse", "T4 posterior_wall", "T4 trabecular_heterogeneity",
                  "T4 fracture_above_t5", "L1 vertebral_lysis", "L1 pedicle_absent", "L1 asymmetric_collapse",
                  "L1 posterior_wall", "L1 trabecular_heterogeneity", "L1 fracture_above_t5"));
  EXPECT_EQ(assessment.conclusion, Conclusion::indeterminate);
  EXPECT_THAT(assessment.malignant_signs, IsEmpty());
}

TEST(Assess, ALesionOfAVertebraShowsWhatLiesInTheCanalThere) {
  StudyMeasurements study{{{lytic_lesion(), respected_cortex_ct()}}};
  study.lesions[0].site.bone = std::string("vertebra");
  study.vertebrae = {intact_vertebra("L1"), intact_vertebra("L2")};
  study.vertebrae[1].measurements.epidural_tissue_thickness = Quantity{6, Unit::mm, 0.7};
  const auto thickness_shown = [&](const char* level) {
    study.lesions[0].level = std::string(level);
    for (const Finding& finding : assess(study, {}, criteria).findings)
      for (const Evidence& evidence : finding.evidence)
        if (evidence.name == "epidural_tissue_thickness") return evidence.found;
    return MeasuredQuantity(Unknown{"no evidence"});
  };
  EXPECT_EQ(thickness_shown("L2").value().value, 6);
  EXPECT_EQ(thickness_shown("L1").reason(), "not measured");
  EXPECT_EQ(thickness_shown("L5").reason(), "the vertebra that holds the lesion was not measured");
  study.lesions[0].site.bone = std::string("rib");
  EXPECT_EQ(thickness_shown("L2").reason(), "no evidence");
}

TEST(Assess, TissueInTheCanalAloneIsNoMalignantSign) {
  StudyMeasurements study;
  study.vertebrae = {intact_vertebra("L1")};
  study.vertebrae[0].measurements.epidural_tissue_thickness = Quantity{6, Unit::mm, 0.7};
  EXPECT_THAT(assess(study, {}, criteria).malignant_signs, IsEmpty());
}

TEST(Assess, OneMalignantVertebraIsSuspicious) {
  StudyMeasurements study;
  study.vertebrae = {intact_vertebra("L1"), wedged_vertebra("T3")};
  const Assessment assessment = assess(study, {}, criteria);
  EXPECT_EQ(assessment.conclusion, Conclusion::suspicious);
  EXPECT_THAT(assessment.malignant_signs, ElementsAre("fracture_above_t5"));
}

TEST(Assess, WhatThisVersionDoesNotMeasureIsSaidAndKeepsTheConclusionOpen) {
  const StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_ct()}}};
  const Assessment assessment = assess(study, {}, criteria);
  const auto not_assessed = [](const char* criterion, const char* reason) {
    return Contains(AllOf(Field(&NotAssessed::criterion, criterion), Field(&NotAssessed::reason, reason)));
  };
  EXPECT_THAT(assessment.not_assessable, not_assessed("cortex", "not measured"));
  EXPECT_THAT(assessment.not_assessable, not_assessed("periosteum", "not measured"));
  EXPECT_THAT(assessment.not_assessable, not_assessed("soft_tissue", "not measured"));
  EXPECT_THAT(assessment.not_assessable,
              not_assessed("evolution", "growth needs a prior study, and none was compared"));
  EXPECT_EQ(assessment.conclusion, Conclusion::indeterminate);
  EXPECT_THAT(assessment.benign_signs, ElementsAre("margin", "lytic_zone"));
  EXPECT_THAT(assessment.malignant_signs, IsEmpty());
}

TEST(Assess, OneBlurredLesionAmongSharpOnesIsSuspicious) {
  CtLesionMeasurements blurred = sharp_rimmed_ct();
  blurred.margin_wide_fraction = Quantity{0.6, Unit::fraction};
  const StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_ct()}, {{"L2"}, blurred}}};
  const Assessment assessment = assess(study, {}, criteria);
  EXPECT_EQ(assessment.conclusion, Conclusion::suspicious);
  EXPECT_THAT(assessment.malignant_signs, ElementsAre("margin", "lytic_zone", "multiplicity"));
}

TEST(Multiplicity, SeveralMarkedLesionsAreSeveralWhetherASearchWasMadeOrNot) {
  StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_ct()}, {{"L2"}, sharp_rimmed_ct()}}};
  EXPECT_EQ(study_finding(assess(study, {}, criteria), "multiplicity").verdict, Verdict::malignant);
}

TEST(Multiplicity, CandidatesAreSeveralLesionsOnlyWhenTheSearchCanBeReliedOn) {
  StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_ct()}, {{"L2"}, sharp_rimmed_ct()}}};
  for (JudgedLesion& lesion : study.lesions) lesion.found_by_search = true;
  study.searched = Unknown{"the search finds only some lesions"};
  const auto finding = [&] { return study_finding(assess(study, {}, criteria), "multiplicity"); };
  EXPECT_EQ(finding().verdict, Verdict::not_assessable);
  EXPECT_EQ(finding().reason, "the search finds only some lesions");
  study.searched = std::string("every bone");
  EXPECT_EQ(finding().verdict, Verdict::malignant);
  study.searched = Unknown{"the search finds only some lesions"};
  for (JudgedLesion& lesion : study.lesions) lesion.found_by_search = false;
  EXPECT_EQ(finding().verdict, Verdict::malignant);
}

TEST(Multiplicity, TwoImagesMayShowTheSameLesion) {
  StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_radiograph()}, {{"L2"}, sharp_rimmed_radiograph()}}};
  study.lesions[0].image = "front";
  study.lesions[1].image = "side";
  const auto finding = [&] { return study_finding(assess(study, {}, criteria), "multiplicity"); };
  EXPECT_EQ(finding().verdict, Verdict::not_assessable);
  study.searched = std::string("both films");
  EXPECT_EQ(finding().verdict, Verdict::not_assessable);
  EXPECT_EQ(finding().evidence.at(0).found.value().value, 1);
  study.lesions[1].image = "front";
  EXPECT_EQ(finding().verdict, Verdict::malignant);
}

TEST(Multiplicity, OsteochondromasAndEnchondromasAreTheException) {
  CtLesionMeasurements cartilage = sharp_rimmed_ct(), outgrowth = sharp_rimmed_ct();
  cartilage.matrix = MatrixKind::chondroid;
  outgrowth.periosteal_pattern = PeriostealPattern::outgrowth;
  StudyMeasurements study{{{lytic_lesion(), cartilage}, {{"L2"}, outgrowth}}};
  EXPECT_EQ(study_finding(assess(study, {}, criteria), "multiplicity").verdict, Verdict::neutral);
  study.lesions.push_back({{"L3"}, sharp_rimmed_ct()});
  EXPECT_EQ(study_finding(assess(study, {}, criteria), "multiplicity").verdict, Verdict::malignant);
}

TEST(Multiplicity, CountsWhatASearchFound) {
  StudyMeasurements study;
  study.searched = std::string("every bone of the CT series");
  const auto verdict = [&] { return study_finding(assess(study, {}, criteria), "multiplicity").verdict; };
  EXPECT_EQ(verdict(), Verdict::not_applicable);
  study.lesions.push_back({lytic_lesion(), sharp_rimmed_ct()});
  EXPECT_EQ(verdict(), Verdict::benign);
  study.lesions.push_back({{"L2"}, sharp_rimmed_ct()});
  EXPECT_EQ(verdict(), Verdict::malignant);
}

TEST(Assess, CandidatesOfLowConfidenceAreShownAndDecideNothing) {
  CtLesionMeasurements blurred = sharp_rimmed_ct();
  blurred.margin_wide_fraction = Quantity{0.6, Unit::fraction};
  StudyMeasurements study;
  study.searched = std::string("every bone");
  study.lesions.push_back({.identity = {"1"}, .measurements = blurred, .only_to_be_looked_at = "unsure"});
  const Assessment assessment = assess(study, {}, criteria);
  EXPECT_EQ(assessment.conclusion, Conclusion::indeterminate);
  EXPECT_THAT(assessment.malignant_signs, IsEmpty());
  const auto margin = std::ranges::find(assessment.findings, "margin", &Finding::criterion);
  EXPECT_EQ(margin->verdict, Verdict::malignant);
  EXPECT_THAT(margin->reason, testing::HasSubstr("unsure"));
  EXPECT_EQ(study_finding(assessment, "multiplicity").verdict, Verdict::not_assessable);
  EXPECT_THAT(assessment.next_steps.back(),
              testing::HasSubstr("Candidates of low confidence to look at: 1."));
}

TEST(Multiplicity, LesionsThatAUserMarkedAreNotAllThereMayBe) {
  const StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_ct()}}};
  const Finding finding = study_finding(assess(study, {}, criteria), "multiplicity");
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "only the given lesions were measured; no search for others was made");
  EXPECT_EQ(finding.evidence.at(0).found.value().value, 1);
}

TEST(Assess, EveryFindingSaysWhy) {
  StudyMeasurements study{{{lytic_lesion(), sharp_rimmed_ct()}, {{"L2"}, RadiographLesionMeasurements{}}}};
  study.vertebrae = {intact_vertebra("T4"), wedged_vertebra("L1"), {"vertebra 3 from above", {}, {}}};
  for (const Finding& finding : assess(study, {}, criteria).findings)
    EXPECT_FALSE(finding.reason.empty()) << finding.subject << ' ' << finding.criterion;
}

}  // namespace
}  // namespace osteosign
