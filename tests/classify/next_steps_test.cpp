#include "classify/next_steps.h"

#include <gmock/gmock.h>

#include "classify/knowledge.h"
#include "classify/study_facts.h"
#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

const std::map<std::string, std::string> words{{"candidates", "3"},
                                               {"sins_subject", "T12"},
                                               {"sins_points", "7"},
                                               {"mirels_subject", "1"},
                                               {"mirels_points", "9"}};

std::vector<std::string> steps_of(const Assessment& assessment, const ClinicalContext& context = {},
                                  const StudyMeasurements& study = {}) {
  return next_steps(study_facts(assessment, study, context, CriteriaParameters{}), assessment.differential,
                    words);
}

std::vector<std::string> suspicious_steps(const ClinicalContext& context, bool several = false) {
  Assessment assessment;
  assessment.conclusion = Conclusion::suspicious;
  if (several) assessment.findings.push_back({"multiplicity", "study", Verdict::malignant, {}, "several"});
  return steps_of(assessment, context);
}

const auto as_primary = Contains(HasSubstr("MRI of the whole bone"));
const auto as_metastasis = Contains(HasSubstr("CT of chest, abdomen and pelvis"));

TEST(NextSteps, FollowTheAgeAtFifty) {
  ClinicalContext context;
  context.age_years = 49.9;
  EXPECT_THAT(suspicious_steps(context), AllOf(as_primary, Not(as_metastasis)));
  context.age_years = 50.0;
  EXPECT_THAT(suspicious_steps(context), AllOf(as_primary, Not(as_metastasis)));
  context.age_years = 50.1;
  EXPECT_THAT(suspicious_steps(context), AllOf(Not(as_primary), as_metastasis));
}

TEST(NextSteps, AnUnknownAgeAsksForBothWays) {
  EXPECT_THAT(suspicious_steps(ClinicalContext{}), AllOf(as_primary, as_metastasis));
}

TEST(NextSteps, AKnownPrimaryOrSeveralLesionsMeanMetastasisFirst) {
  ClinicalContext young;
  young.age_years = 20.0;
  EXPECT_THAT(suspicious_steps(young, true), AllOf(Not(as_primary), as_metastasis));
  young.known_primary = std::string("breast");
  EXPECT_THAT(suspicious_steps(young), AllOf(Not(as_primary), as_metastasis));
  young.known_primary = std::string("none");
  EXPECT_THAT(suspicious_steps(young), AllOf(as_primary, Not(as_metastasis)));
}

TEST(NextSteps, MarkersFollowTheSexWhenItIsKnown) {
  const auto psa = Contains(HasSubstr("PSA"));
  const auto ca_15_3 = Contains(HasSubstr("CA 15-3"));
  ClinicalContext context;
  EXPECT_THAT(suspicious_steps(context), AllOf(psa, ca_15_3));
  context.sex = Sex::male;
  EXPECT_THAT(suspicious_steps(context), AllOf(psa, Not(ca_15_3)));
  context.sex = Sex::female;
  EXPECT_THAT(suspicious_steps(context), AllOf(Not(psa), ca_15_3));
}

TEST(NextSteps, TheYoungAreAskedForGermCellMarkers) {
  const auto germ_cells = Contains(HasSubstr("AFP and beta-hCG"));
  ClinicalContext context;
  EXPECT_THAT(suspicious_steps(context), Not(germ_cells));
  context.age_years = 35.0;
  EXPECT_THAT(suspicious_steps(context), germ_cells);
  context.age_years = 35.1;
  EXPECT_THAT(suspicious_steps(context), Not(germ_cells));
}

TEST(NextSteps, AHighCalciumAsksForPth) {
  const auto pth = Contains("Calcium is high: measure PTH.");
  ClinicalContext context;
  context.laboratory.calcium_mmol_l = 2.60;
  EXPECT_THAT(suspicious_steps(context), Not(pth));
  context.laboratory.calcium_mmol_l = 2.61;
  EXPECT_THAT(suspicious_steps(context), pth);
}

TEST(NextSteps, AMonoclonalPeakAsksForTheMarrow) {
  ClinicalContext context;
  context.laboratory.monoclonal_peak = true;
  EXPECT_THAT(suspicious_steps(context), Contains(HasSubstr("marrow examination")));
}

TEST(NextSteps, AnUnstableVertebraAsksForASurgeon) {
  Assessment assessment;
  assessment.conclusion = Conclusion::suspicious;
  const auto steps_at = [&](int lowest) {
    assessment.scores.sins = sins("T12", {{lowest, lowest, "told"}, {0, 3, "pain was not given"}});
    return steps_of(assessment);
  };
  EXPECT_THAT(steps_at(6), Not(Contains(HasSubstr("SINS"))));
  EXPECT_THAT(steps_at(7),
              Contains("T12: SINS of at least 7 points; ask for a surgical opinion on stability."));
}

TEST(NextSteps, ABulgingWallThreatensTheCanal) {
  Assessment assessment;
  assessment.conclusion = Conclusion::suspicious;
  EXPECT_THAT(steps_of(assessment), Not(Contains(HasSubstr("canal is threatened"))));
  assessment.findings.push_back({"posterior_wall", "L1", Verdict::malignant, {}, "bulges"});
  EXPECT_THAT(steps_of(assessment), Contains(HasSubstr("canal is threatened")));
}

TEST(NextSteps, ANarrowedCanalIsThreatened) {
  StudyMeasurements study;
  study.vertebrae.push_back({"L1", {}, {}, {}, Unknown{"not measured"}});
  const auto steps_at = [&](double narrowing) {
    study.vertebrae[0].measurements.canal_narrowing = Quantity{narrowing, Unit::fraction};
    return steps_of(Assessment{}, {}, study);
  };
  EXPECT_THAT(steps_at(0.25), Not(Contains(HasSubstr("canal is threatened"))));
  EXPECT_THAT(steps_at(0.26), Contains(HasSubstr("canal is threatened")));
}

TEST(NextSteps, ACanalWithTissueInThePlaceOfItsFatIsThreatened) {
  StudyMeasurements study;
  study.vertebrae.push_back({"L1", {}, {}, {}, Unknown{"not measured"}});
  const auto steps_with = [&](double thickness_mm) {
    study.vertebrae[0].measurements.epidural_tissue_thickness = Quantity{thickness_mm, Unit::mm, 0.7};
    return steps_of(Assessment{}, {}, study);
  };
  EXPECT_THAT(steps_with(3.5), Not(Contains(HasSubstr("canal is threatened"))));
  EXPECT_THAT(steps_with(4), Contains(HasSubstr("canal is threatened")));
}

TEST(NextSteps, AFractureLineAsksForUnloadingWhateverTheLesionIs) {
  CtLesionMeasurements measured = respected_cortex_ct();
  const auto steps = [&] { return steps_of(Assessment{}, {}, {{{{"1"}, measured}}}); };
  EXPECT_THAT(steps(), Not(Contains(HasSubstr("A fracture line is seen"))));
  measured.fracture_line_length = Quantity{40, Unit::mm, 2};
  EXPECT_THAT(steps(), Contains(HasSubstr("A fracture line is seen")));
}

TEST(NextSteps, ABenignAppearanceIsFollowedByWhatTheSeedSaysOfTheTumour) {
  Assessment assessment;
  assessment.conclusion = Conclusion::benign_appearance;
  assessment.differential = {{"1", "osteoid_osteoma", "osteoid osteoma", "benign", {"small"}, {}, 1, "", ""},
                             {"1", "enchondroma", "enchondroma", "benign", {"central"}, {}, 2, "", ""}};
  EXPECT_THAT(steps_of(assessment),
              AllOf(Contains(HasSubstr("remove if painful")), Contains(HasSubstr("drill or laser")),
                    Not(Contains(HasSubstr("girdles")))));
}

/// Each step of the table is told in a study made for it: none is dead.
TEST(NextSteps, EveryStepOfTheSeedIsTold) {
  for (const StepKnowledge& step : knowledge().steps) {
    Facts facts;
    for (const std::string& id : step.when) facts.set(id, true);
    EXPECT_THAT(next_steps(facts, {}, words), Contains(HasSubstr(step.text.substr(step.text.rfind('}') + 1))))
        << step.id;
    for (const std::string& id : step.unless) {
      facts.set(id, true);
      EXPECT_THAT(next_steps(facts, {}, words), Not(Contains(step.text))) << step.id << " unless " << id;
    }
  }
}

TEST(NextSteps, EachOtherConclusionHasItsOwn) {
  Assessment assessment;
  const auto steps = [&](Conclusion conclusion) {
    assessment.conclusion = conclusion;
    return steps_of(assessment);
  };
  EXPECT_THAT(steps(Conclusion::indeterminate), Contains(HasSubstr("not every sign could be assessed")));
  EXPECT_THAT(steps(Conclusion::no_lesion_found),
              Contains(HasSubstr("No lesion was found in what was searched")));
}

}  // namespace
}  // namespace osteosign
