#include "classify/conclude.h"

#include <gmock/gmock.h>

#include "classify/criterion.h"
#include "tests/classify/sample_lesions.h"
#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

StudyMeasurements study_of(int lesion_count) {
  StudyMeasurements study;
  for (int lesion = 1; lesion <= lesion_count; ++lesion)
    study.lesions.push_back({{"L" + std::to_string(lesion)}, sharp_rimmed_ct()});
  return study;
}

std::vector<Finding> imaging_findings(const std::string& lesion_id, Verdict verdict) {
  std::vector<Finding> findings;
  for (const char* id : {"margin", "lytic_zone", "cortex", "periosteum"})
    findings.push_back({id, lesion_id, verdict, {}, "as told"});
  return findings;
}

TEST(Conclude, EveryMalignantRowOfTheListIsEnoughAlone) {
  for (const Criterion& each : all_criteria()) {
    std::vector<Finding> findings = imaging_findings("L1", Verdict::benign);
    findings.push_back({std::string(each.id), "L1", Verdict::malignant, {}, "as told"});
    EXPECT_EQ(conclude(findings, study_of(1)), Conclusion::suspicious) << each.id;
  }
}

TEST(Conclude, AllOfTheImagingGroupBenignIsABenignAppearance) {
  EXPECT_EQ(conclude(imaging_findings("L1", Verdict::benign), study_of(1)), Conclusion::benign_appearance);
}

TEST(Conclude, OneImagingCriterionNotBenignIsIndeterminate) {
  for (const Verdict other : {Verdict::neutral, Verdict::not_assessable, Verdict::not_applicable})
    for (std::size_t changed = 0; changed < 4; ++changed) {
      std::vector<Finding> findings = imaging_findings("L1", Verdict::benign);
      findings[changed].verdict = other;
      EXPECT_EQ(conclude(findings, study_of(1)), Conclusion::indeterminate) << findings[changed].criterion;
    }
}

TEST(Conclude, AMissingImagingFindingIsIndeterminate) {
  std::vector<Finding> findings = imaging_findings("L1", Verdict::benign);
  findings.pop_back();
  EXPECT_EQ(conclude(findings, study_of(1)), Conclusion::indeterminate);
}

TEST(Conclude, TheSecondLesionMustBeBenignToo) {
  std::vector<Finding> findings = imaging_findings("L1", Verdict::benign);
  EXPECT_EQ(conclude(findings, study_of(2)), Conclusion::indeterminate);
  for (Finding& finding : imaging_findings("L2", Verdict::benign)) findings.push_back(finding);
  EXPECT_EQ(conclude(findings, study_of(2)), Conclusion::benign_appearance);
}

TEST(Conclude, NoLesionIsAFindingOnlyAfterASearch) {
  StudyMeasurements study;
  EXPECT_EQ(conclude({}, study), Conclusion::indeterminate);
  study.searched = std::string("every bone of the CT series");
  EXPECT_EQ(conclude({}, study), Conclusion::no_lesion_found);
}

TEST(Conclude, VertebraeAloneNeverMakeAStudyBenignOrFreeOfLesions) {
  StudyMeasurements study;
  study.vertebrae = {intact_vertebra("L2"), intact_vertebra("L3")};
  std::vector<Finding> findings;
  for (const Criterion& each : all_criteria())
    if (each.group == CriterionGroup::vertebral)
      for (const char* level : {"L2", "L3"})
        findings.push_back({std::string(each.id), level, Verdict::benign, {}, "as told"});
  EXPECT_EQ(conclude(findings, study), Conclusion::indeterminate);
  findings.back().verdict = Verdict::malignant;
  EXPECT_EQ(conclude(findings, study), Conclusion::suspicious);
}

TEST(Conclude, AVertebraThatCouldNotBeAssessedLeavesAStudyOpen) {
  std::vector<Finding> findings = imaging_findings("L1", Verdict::benign);
  findings.push_back({"posterior_wall", "T12", Verdict::benign, {}, "as told"});
  EXPECT_EQ(conclude(findings, study_of(1)), Conclusion::benign_appearance);
  findings.back().verdict = Verdict::not_assessable;
  EXPECT_EQ(conclude(findings, study_of(1)), Conclusion::indeterminate);
  StudyMeasurements searched;
  searched.searched = std::string("every bone of the CT series");
  EXPECT_EQ(conclude({findings.back()}, searched), Conclusion::indeterminate);
}

TEST(Conclude, AMalignantVertebraOutweighsABenignLesion) {
  std::vector<Finding> findings = imaging_findings("L1", Verdict::benign);
  findings.push_back({"posterior_wall", "T12", Verdict::malignant, {}, "as told"});
  EXPECT_EQ(conclude(findings, study_of(1)), Conclusion::suspicious);
}

TEST(SignsWith, ListsEachCriterionOnceInTheOrderOfTheTable) {
  const std::vector<Finding> findings{{"multiplicity", "study", Verdict::malignant, {}, "several"},
                                      {"margin", "L2", Verdict::malignant, {}, "blurred"},
                                      {"margin", "L1", Verdict::malignant, {}, "blurred"},
                                      {"cortex", "L1", Verdict::benign, {}, "whole"}};
  EXPECT_THAT(signs_with(Verdict::malignant, findings), ElementsAre("margin", "multiplicity"));
  EXPECT_THAT(signs_with(Verdict::benign, findings), ElementsAre("cortex"));
  EXPECT_THAT(signs_with(Verdict::neutral, findings), IsEmpty());
}

}  // namespace
}  // namespace osteosign
