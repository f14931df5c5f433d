#include "classify/assess.h"

#include "classify/asymmetric_collapse.h"
#include "classify/conclude.h"
#include "classify/cortex.h"
#include "classify/evolution.h"
#include "classify/fracture_above_t5.h"
#include "classify/lytic_zone.h"
#include "classify/margin.h"
#include "classify/multiplicity.h"
#include "classify/next_steps.h"
#include "classify/pedicle_absent.h"
#include "classify/periosteum.h"
#include "classify/posterior_wall.h"
#include "classify/score_study.h"
#include "classify/soft_tissue.h"
#include "classify/trabecular_heterogeneity.h"
#include "classify/vertebral_lysis.h"

namespace osteosign {
namespace {

std::vector<Finding> judge_lesion(const JudgedLesion& lesion, const CriteriaParameters& criteria) {
  const LesionIdentity& identity = lesion.identity;
  return std::visit(
      [&](const auto& measured) {
        return std::vector<Finding>{
            judge_margin(measured, identity, criteria),
            judge_lytic_zone(measured, identity, criteria),
            judge_cortex(measured, identity, criteria),
            judge_periosteum(measured, identity, criteria),
            judge_soft_tissue(identity),
        };
      },
      lesion.measurements);
}

std::vector<Finding> judge_vertebra(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  return {
      judge_vertebral_lysis(vertebra, criteria),          judge_pedicle_absent(vertebra, criteria),
      judge_asymmetric_collapse(vertebra, criteria),      judge_posterior_wall(vertebra, criteria),
      judge_trabecular_heterogeneity(vertebra, criteria), judge_fracture_above_t5(vertebra, criteria),
  };
}

std::vector<Finding> judge_study(const StudyMeasurements& study, const CriteriaParameters& criteria) {
  std::vector<Finding> findings;
  for (const JudgedLesion& lesion : study.lesions)
    for (Finding& finding : judge_lesion(lesion, criteria)) findings.push_back(std::move(finding));
  findings.push_back(judge_evolution(study));
  findings.push_back(judge_multiplicity(study));
  for (const JudgedVertebra& vertebra : study.vertebrae)
    for (Finding& finding : judge_vertebra(vertebra, criteria)) findings.push_back(std::move(finding));
  return findings;
}

std::vector<NotAssessed> not_assessed(const std::vector<Finding>& findings) {
  std::vector<NotAssessed> without_verdict;
  for (const Finding& finding : findings)
    if (finding.verdict == Verdict::not_assessable)
      without_verdict.push_back({finding.criterion, finding.subject, finding.reason});
  return without_verdict;
}

}  // namespace

Assessment assess(const StudyMeasurements& study, const ClinicalContext& context,
                  const CriteriaParameters& criteria) {
  Assessment assessment;
  assessment.findings = judge_study(study, criteria);
  assessment.conclusion = conclude(assessment.findings, study);
  assessment.malignant_signs = signs_with(Verdict::malignant, assessment.findings);
  assessment.benign_signs = signs_with(Verdict::benign, assessment.findings);
  assessment.not_assessable = not_assessed(assessment.findings);
  assessment.scores = scores(study, assessment.findings, context, criteria);
  assessment.next_steps = next_steps(assessment, context, criteria);
  return assessment;
}

}  // namespace osteosign
