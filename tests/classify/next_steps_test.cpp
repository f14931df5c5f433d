#include "classify/next_steps.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> suspicious_steps(const ClinicalContext& context, std::vector<std::string> signs) {
  Assessment assessment;
  assessment.conclusion = Conclusion::suspicious;
  assessment.malignant_signs = std::move(signs);
  return next_steps(assessment, context, CriteriaParameters{});
}

const auto as_primary = Contains(HasSubstr("MRI of the whole bone"));
const auto as_metastasis = Contains(HasSubstr("CT of chest, abdomen and pelvis"));

TEST(NextSteps, FollowTheAgeAtFifty) {
  ClinicalContext context;
  context.age_years = 49.9;
  EXPECT_THAT(suspicious_steps(context, {"margin"}), AllOf(as_primary, Not(as_metastasis)));
  context.age_years = 50.0;
  EXPECT_THAT(suspicious_steps(context, {"margin"}), AllOf(as_primary, Not(as_metastasis)));
  context.age_years = 50.1;
  EXPECT_THAT(suspicious_steps(context, {"margin"}), AllOf(Not(as_primary), as_metastasis));
}

TEST(NextSteps, AnUnknownAgeAsksForBothWays) {
  EXPECT_THAT(suspicious_steps(ClinicalContext{}, {"margin"}), AllOf(as_primary, as_metastasis));
}

TEST(NextSteps, AKnownPrimaryOrSeveralLesionsMeanMetastasisFirst) {
  ClinicalContext young;
  young.age_years = 20.0;
  EXPECT_THAT(suspicious_steps(young, {"multiplicity"}), AllOf(Not(as_primary), as_metastasis));
  young.known_primary = std::string("breast");
  EXPECT_THAT(suspicious_steps(young, {"margin"}), AllOf(Not(as_primary), as_metastasis));
}

TEST(NextSteps, MarkersFollowTheSexWhenItIsKnown) {
  const auto psa = Contains(HasSubstr("PSA"));
  const auto ca_15_3 = Contains(HasSubstr("CA 15-3"));
  ClinicalContext context;
  EXPECT_THAT(suspicious_steps(context, {"margin"}), AllOf(psa, ca_15_3));
  context.sex = Sex::male;
  EXPECT_THAT(suspicious_steps(context, {"margin"}), AllOf(psa, Not(ca_15_3)));
  context.sex = Sex::female;
  EXPECT_THAT(suspicious_steps(context, {"margin"}), AllOf(Not(psa), ca_15_3));
}

TEST(NextSteps, AnUnstableVertebraAsksForASurgeon) {
  Assessment assessment;
  assessment.conclusion = Conclusion::suspicious;
  const auto steps_at = [&](int lowest) {
    assessment.scores.sins = sins("T12", {{lowest, lowest, "told"}, {0, 3, "pain was not given"}});
    return next_steps(assessment, ClinicalContext{}, CriteriaParameters{});
  };
  EXPECT_THAT(steps_at(6), Not(Contains(HasSubstr("SINS"))));
  EXPECT_THAT(steps_at(7),
              Contains("T12: SINS of at least 7 points; ask for a surgical opinion on stability."));
}

TEST(NextSteps, EachOtherConclusionHasItsOwn) {
  Assessment assessment;
  const auto steps = [&](Conclusion conclusion) {
    assessment.conclusion = conclusion;
    return next_steps(assessment, ClinicalContext{}, CriteriaParameters{});
  };
  EXPECT_THAT(steps(Conclusion::benign_appearance), Contains(HasSubstr("remove if painful")));
  EXPECT_THAT(steps(Conclusion::indeterminate), Contains(HasSubstr("not every sign could be assessed")));
  EXPECT_THAT(steps(Conclusion::no_lesion_found),
              Contains(HasSubstr("No lesion was found in what was searched")));
}

}  // namespace
}  // namespace osteosign
