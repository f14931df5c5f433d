#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "pipeline/report/report_html.h"
#include "pipeline/result/result_json.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

StudyResult judged_with(const ClinicalContext& context) {
  StudyResult result = sample_result();
  StudyMeasurements study;
  for (const LesionResult& lesion : result.lesions) study.lesions.push_back(judged(lesion));
  for (const VertebraResult& vertebra : result.spine.value().vertebrae)
    study.vertebrae.push_back(vertebra.judged);
  result.assessment = assess(study, context, result.parameters.criteria);
  return result;
}

std::string page_of(const StudyResult& result) { return report_html(result_json(result), {}); }

TEST(JudgementReport, TellsTheRuleTheSignsWithTheirNumbersAndWhatWouldHaveChanged) {
  const std::string page = page_of(sample_result());
  EXPECT_THAT(page,
              AllOf(HasSubstr("Rule: one malignant sign is enough"), HasSubstr("<strong>Pedicle</strong>"),
                    HasSubstr("L1: "), HasSubstr("What could not be assessed")));
}

TEST(JudgementReport, SaysThatNoAppearanceIsSpecific) {
  const std::string page = page_of(sample_result());
  EXPECT_THAT(page,
              AllOf(HasSubstr("No appearance is specific. This orients the work-up and is no diagnosis: "
                              "only a biopsy confirms."),
                    HasSubstr("The search for the primary cancer succeeds in 60 to 80 % of cases.")));
}

TEST(JudgementReport, ShowsTheClinicalContextApartFromTheVerdicts) {
  ClinicalContext context;
  context.age_years = 62.0;
  context.course = Course::fast;
  const std::string page = page_of(judged_with(context));
  EXPECT_THAT(page, AllOf(HasSubstr("a fast course leans to malignant"), HasSubstr("Not given: pain.rhythm"),
                          HasSubstr("It changes no imaging verdict.")));
}

TEST(JudgementReport, ShowsEachScoreOfALesionWithItsIssuerAndWhatWouldDecide) {
  EXPECT_THAT(page_of(sample_result()),
              AllOf(HasSubstr("Scores of lesion 1"), HasSubstr("Lodwick et al., Radiology 1980;134:577"),
                    HasSubstr("would decide: cortical penetration"),
                    HasSubstr("not applicable: ACR Bone-RADS v2023 is for radiographs")));
}

TEST(JudgementReport, OfARefusedStudyHasNoJudgement) {
  EXPECT_THAT(page_of(refused_result()),
              AllOf(HasSubstr("Not analyzed"), HasSubstr("one slice only"), Not(HasSubstr("Rule:")),
                    Not(HasSubstr("Clinical and laboratory context"))));
}

}  // namespace
}  // namespace osteosign
